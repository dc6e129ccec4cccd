/** Stands for a path that the auditor chose through the host: the window never names one. */
export type Grant = string;
/** Chosen by the caller; progress pushes carry it, and aborting the call cancels the job. */
export type Job = string;
