import { CircleHelp, Download, LogOut, SunMoon, Upload } from 'lucide-react';

import type { CaseInfo } from '../../shared/caseInfo.ts';
import { Button } from '../ui/Button.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { SafeText } from '../ui/SafeText.tsx';
import type { VerificationWords } from '../ui/verificationWords.ts';
import type { Command } from './keys.ts';
import { ZoneMenu } from './ZoneMenu.tsx';
import { localZone, zoneChoices } from './zones.ts';

type Props = {
  readonly info: CaseInfo;
  readonly verification: VerificationWords;
  readonly zone: string;
  /** Zones chosen lately. */
  readonly recentZones: readonly string[];
  readonly onZone: (zone: string) => void;
  readonly onCommand: (command: Command) => void;
};

const known = Intl.supportedValuesOf('timeZone');

export function TopBar({ info, verification, zone, recentZones, onZone, onCommand }: Props) {
  const choices = zoneChoices(localZone(), info.sourceZones, recentZones, known);
  return (
    <header className="top-bar">
      <h1>
        <SafeText text={info.name} />
      </h1>
      <button
        type="button"
        className={`verification is-${verification.state}`}
        title="Integrity  Ctrl+6"
        onClick={() => onCommand('Integrity')}
      >
        {verification.state === 'whole' && <span aria-hidden>✔ </span>}
        {verification.text}
      </button>
      <span className="space" />
      <Button
        disabled={info.readOnly !== null}
        title="Import evidence files  Ctrl+I"
        onClick={() => onCommand('import')}
      >
        <Upload size={14} aria-hidden /> Import
      </Button>
      <Button title="Export this view  Ctrl+Shift+E" onClick={() => onCommand('export')}>
        <Download size={14} aria-hidden /> Export
      </Button>
      <ZoneMenu label="Time zone" choices={choices} value={zone} onChange={onZone} />
      <Button look="quiet" onClick={() => onCommand('commands')}>
        Commands <kbd>Ctrl+K</kbd>
      </Button>
      <IconButton
        label="Light or dark"
        icon={<SunMoon size={16} />}
        onClick={() => onCommand('toggle-theme')}
      />
      <IconButton label="Keys" icon={<CircleHelp size={16} />} onClick={() => onCommand('help')} />
      <IconButton
        label="Leave this case"
        icon={<LogOut size={16} />}
        onClick={() => onCommand('leave-case')}
      />
    </header>
  );
}
