/**
 * An action as a path of dots, widest first: `organisation.user.role`. An action that has no dot of its own stands under
 * its resource type, or its category where there is no type: `prompt.update`. Null without an action.
 */
export function actionPathOf(event: {
  readonly action: string | null;
  readonly resourceType: string | null;
  readonly category: string | null;
}): string | null {
  const { action } = event;
  if (action === null || action === '') return null;
  if (action.includes('.')) return action;
  const above = [event.resourceType, event.category].find((text) => text !== null && text !== '');
  return above === undefined ? action : `${above}.${action}`;
}
