/** One of a list moved towards its beginning or end; the same list where it is there already. */
export function movedBy(list: readonly string[], name: string, by: number): readonly string[] {
  const from = list.indexOf(name);
  return movedTo(list, name, from + by);
}

/** One of a list at another place; the same list where that changes nothing. */
export function movedTo(list: readonly string[], name: string, to: number): readonly string[] {
  const from = list.indexOf(name);
  if (from < 0 || to < 0 || to >= list.length || to === from) return list;
  const rest = list.filter((one) => one !== name);
  return [...rest.slice(0, to), name, ...rest.slice(to)];
}
