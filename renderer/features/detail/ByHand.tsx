import type { EventDetail } from '../../../shared/eventPage.ts';
import { contentWords, proofCommand } from '../../../shared/recordBytes.ts';
import { Button } from '../../ui/Button.tsx';

import './byHand.css';
import type { DetailActions } from './detailActions.ts';

type Props = Pick<DetailActions, 'onCopy'> & { readonly source: EventDetail['source'] };

/** How somebody who has the evidence file and not Casebook finds these bytes in it (docs/proof.md). */
export function ByHand({ source, onCopy }: Props) {
  const { container } = source;
  const command = proofCommand(source, container);
  return (
    <details className="by-hand">
      <summary>Prove these bytes by hand</summary>
      <p>
        Offset and length count bytes of {contentWords(container)}, from 0. Cut out of it, as here
        on Linux, they give the SHA-256 of these bytes:
      </p>
      <pre className="mono">{command}</pre>
      <Button className="small" onClick={() => onCopy(command, 'the command')}>
        Copy the command
      </Button>
      <p>
        The record hash is the SHA-256 of a zero byte followed by these bytes: a leaf of the Merkle
        tree (RFC 6962) over all records of the file. The tree’s root is on record since the import;
        Verify recomputes it.
      </p>
    </details>
  );
}
