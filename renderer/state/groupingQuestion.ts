import { create } from 'zustand';

type GroupingQuestion = { readonly field: string | null };

/** The field whose values the events are counted by; null while that is not asked. */
export const useGroupingQuestion = create<GroupingQuestion>()(() => ({ field: null }));
