/** The parts of a screen, in the order in which F6 goes through them. */
const regionSelector =
  'nav[aria-label], search, [role=region][aria-label], section[aria-label], [role=grid], aside[aria-label]';
/** Not what Tab passes over: marks over the bars, tabs that are not open. */
const focusable =
  'a[href], button:not(:disabled, [tabindex="-1"]), input:not(:disabled), select, textarea, [tabindex="0"]';

/** Gives the focus to the next region, or the one before, that is on screen. */
export function moveRegion(step: 1 | -1): void {
  const regions = [...document.querySelectorAll<HTMLElement>(regionSelector)].filter(
    (region) => region.getClientRects().length > 0,
  );
  const now = regions.findLastIndex((region) => region.contains(document.activeElement));
  for (let tried = 1; tried <= regions.length; tried++) {
    const region = regions[(now + step * tried + regions.length * 2) % regions.length];
    const target = region?.matches(focusable)
      ? region
      : region?.querySelector<HTMLElement>(focusable);
    if (!target) continue;
    target.focus();
    return;
  }
}

/** The accessible name of the region that has the focus; null when none has. */
export function regionNow(): string | null {
  const region = document.activeElement?.closest(regionSelector);
  if (!region) return null;
  return region.getAttribute('aria-label');
}
