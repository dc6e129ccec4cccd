import type { CaseEvent } from '../../shared/event.ts';

/** `organisation_role_assignment`, `stripeCheckoutSession`, `App API Key`, `AWS::S3::Bucket` as words of a sentence. */
export function typeWords(type: string): string {
  // A service's name stays as it is written: `CloudTrail trail`, not `cloud trail trail`.
  const aws = /^AWS::(\w{1,40})::(\w.*)$/u.exec(type);
  if (aws) return `${aws[1] ?? ''} ${typeWords((aws[2] ?? '').replaceAll('::', ' '))}`;
  return (
    type
      .replace(/^AWS::/u, '')
      // Azure's `Microsoft.Compute/virtualMachines`.
      .replace(/^[^/\s.]{1,60}\.[^/\s]{1,100}\//u, '')
      .replaceAll('::', ' ')
      .replaceAll(/([a-z\d])([A-Z])/gu, '$1 $2')
      .replaceAll(/[._-]+/gu, ' ')
      .split(' ')
      .map((word) => (/^(?:[A-Z]{1,3}|[A-Z]+\d+)$/u.test(word) ? word : word.toLowerCase()))
      .join(' ')
  );
}

/** `an app`, `a user`; several need none. */
export function withArticle(words: string): string {
  if (/[^s]s$/u.test(words)) return words;
  return /^(?:[aeio]|un|A|I|MFA|SS)/u.test(words) ? `an ${words}` : `a ${words}`;
}

/** The last part of an ARN; other names as they are. */
export function shortName(name: string): string {
  if (!name.startsWith('arn:')) return name;
  const last = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf(':')) + 1);
  return last === '' ? name : last;
}

/**
 * The service, where a log names it in place of a kind of thing (`Exchange` of a category `Exchange / ExchangeAdmin`, CloudTrail's
 * `iam` of an event without a resource); null where the type is a thing's.
 */
export function serviceWords(event: CaseEvent): string | null {
  const { category, resourceType, resourceId } = event;
  if (resourceType === null) return null;
  if (category?.includes(' / ') === true) {
    const services = category.split(' / ');
    return services.includes(resourceType) ? typeWords(resourceType) : null;
  }
  if (event.source !== 'aws-cloudtrail' || resourceId !== null) return null;
  return resourceType.length <= 4 ? resourceType.toUpperCase() : resourceType;
}
