import { markDeceptive } from '../../shared/deceptive.ts';

/** Text of an event, as text: characters that would hide, or look like others, stand as their code points. */
export function SafeText({ text }: { readonly text: string }) {
  const segments = markDeceptive(text);
  if (segments.length === 1 && segments[0]?.token === false) return <bdi>{text}</bdi>;
  return (
    <bdi>
      {segments.map((segment, place) =>
        segment.token ? (
          <span
            key={place}
            className="hidden-character"
            title="A character that does not show itself"
          >
            {segment.text}
          </span>
        ) : (
          <span key={place}>{segment.text}</span>
        ),
      )}
    </bdi>
  );
}
