import type { EngineHandlers } from '../../../shared/contract.ts';
import { ExpectedError } from '../../../shared/failure.ts';
import type { ImportFile, OriginalInfo, RejectedRecord } from '../../../shared/importResult.ts';
import type { Grants } from '../grants.ts';
import type { GivenFile } from '../import/givenFile.ts';
import { inBrief } from '../import/importTotals.ts';
import { previewFiles } from '../import/preview.ts';
import type { Wishes } from '../import/recognise.ts';
import { missingOf } from '../missing.ts';
import type { OpenCase } from '../openCase.ts';
import { originalInfo } from '../originalInfo.ts';
import { OriginalPages } from '../originalPage.ts';
import type { Session } from '../session.ts';

type OriginalCalls = Pick<
  EngineHandlers,
  | 'import.preview'
  | 'import.start'
  | 'case.missing'
  | 'original.list'
  | 'original.page'
  | 'original.rejected'
  | 'original.content'
  | 'original.interpret'
  | 'original.setAside'
>;

const shownBytes = 4096;

export function originalHandlers(session: Session, grants: Grants): OriginalCalls {
  const given = (file: ImportFile): GivenFile & Wishes & { readonly file: string } => {
    const { path, name } = grants.resolve(file.file, 'read');
    return {
      path,
      name,
      file: file.file,
      source: file.source,
      mapping: file.mapping,
      zone: file.zone,
      prefix: file.prefix,
    };
  };
  const pages = new OriginalPages();
  return {
    'import.preview': ({ files }, signal) => previewFiles(files.map(given), signal),
    'import.start': async ({ job, files, brief }, signal) => {
      const { folder, author } = session.current;
      const list = files.map(given).map(({ path, name, source, mapping, zone, prefix }) => ({
        path,
        name,
        source,
        mapping,
        zone,
        prefix,
      }));
      const result = await session.write(
        { kind: 'import', folder, author, files: list },
        job,
        signal,
      );
      return brief === true ? inBrief(result) : result;
    },
    'original.list': () =>
      session.current.evidence.originals().map((each): OriginalInfo => originalInfo(each)),
    'case.missing': (_input, signal) => missingOf(session.current, signal),
    'original.page': (input) => pages.page(session.current.evidence.originals(), input),
    'original.rejected': ({ original, offset, limit }) =>
      rejectedRecords(session.current, original, offset, limit),
    'original.content': ({ original, offset, length }) => {
      const open = session.current;
      const { decodedBytes } = open.original(original);
      const start = Math.min(offset, decodedBytes);
      const bytes = open.evidence.read(original, start, Math.min(length, decodedBytes - start));
      return {
        offset: start,
        text: open.textOf(original, bytes),
        base64: Buffer.from(bytes).toString('base64'),
        size: decodedBytes,
      };
    },
    'original.interpret': ({ job, original, mapping, zone }, signal) => {
      const { folder, author } = session.current;
      return session.write(
        { kind: 'interpret', folder, author, original, mapping, zone },
        job,
        signal,
      );
    },
    'original.setAside': async ({ original, aside, reason }, signal) => {
      const open = session.current;
      if (aside && reason.trim() === '')
        throw new ExpectedError(
          'bad-request',
          'Say why the file is set aside: the reason is kept.',
        );
      // Files imported while it was set aside were not compared with it.
      const uncompared = !aside && open.importedSinceSetAside(original);
      open.setAside(original, aside, reason);
      if (uncompared || open.hasDuplicates(original)) {
        await session.write({ kind: 'reindex', folder: open.folder }, 'set aside', signal);
      } else session.push('case.changed', { generation: open.generation });
      return null;
    },
  };
}

function rejectedRecords(
  open: OpenCase,
  original: number | null,
  offset: number,
  limit: number,
): { readonly total: number; readonly rows: readonly RejectedRecord[] } {
  const found = open.index.rejected(original, offset, limit);
  return {
    total: found.total,
    rows: found.rows.map((row) => ({
      ...row,
      name: open.original(row.original).name,
      text: open.textOf(
        row.original,
        open.evidence.read(row.original, row.offset, Math.min(row.length, shownBytes)),
      ),
    })),
  };
}
