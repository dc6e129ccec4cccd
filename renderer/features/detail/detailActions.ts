/** What a line of the detail pane can ask of the screen around it. */
export type DetailActions = {
  readonly onInclude: (field: string, value: string) => void;
  readonly onExclude: (field: string, value: string) => void;
  /** `what`: for the announcement, "Reference copied". */
  readonly onCopy: (text: string, what: string) => void;
  /** Every event of the case whose record holds this text somewhere. */
  readonly onMention: (text: string) => void;
  /** The page of the event's actor, resource or address. */
  readonly onPivot: (to: 'actor' | 'resource' | 'ip') => void;
  readonly onShow: (event: string) => void;
  /** Two to five events side by side. */
  readonly onCompare: (events: readonly string[]) => void;
  /** Only events at most that many minutes before or after the event. */
  readonly onAround: (event: string, minutes: number) => void;
};
