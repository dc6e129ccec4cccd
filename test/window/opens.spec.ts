import { expect, test } from './fixtures.ts';

test('the window opens on the start screen and nothing in it is refused or fetched from elsewhere', async ({
  casebook,
}) => {
  const { page } = casebook;
  await expect(page.getByRole('button', { name: 'Try the sample case' })).toBeVisible();
  await expect(page).toHaveTitle('Casebook');
  // the launch code is gone from the address before anything else happens
  expect(new URL(page.url()).hash).toBe('');
  expect(casebook.cspReports).toEqual([]);
  expect(casebook.consoleErrors).toEqual([]);
  expect(casebook.foreignRequests).toEqual([]);
});
