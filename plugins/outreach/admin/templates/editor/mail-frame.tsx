import { useEffect, useRef, useState } from 'react';
import { styled } from 'styled-components';

export const widths = ['desktop', 'phone'] as const;
export type Width = (typeof widths)[number];
export const colourSchemes = ['light', 'dark'] as const;
export type ColourScheme = (typeof colourSchemes)[number];

const pixelsOf = { desktop: 600, phone: 375 } as const;
const heightPixels = 640;

const Place = styled.div`
  overflow: hidden;
  border: 1px solid ${({ theme }) => theme.colors.neutral200};
  border-radius: ${({ theme }) => theme.borderRadius};
`;

type Props = {
  readonly title: string;
  readonly html: string;
  readonly width: Width;
  readonly scheme: ColourScheme;
};

/**
 * A mail as it looks at a width, made smaller where there is less room. Nothing of it runs, and its links lead nowhere (`sandbox`);
 * nothing is loaded from anywhere, as the frame has the panel's Content-Security-Policy: that somebody looks here is told to nobody.
 */
export function MailFrame({ title, html, width, scheme }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState<number>(pixelsOf.desktop);
  useEffect(() => {
    const element = place.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => setRoom(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const pixels = pixelsOf[width];
  const scale = Math.min(1, room / pixels);
  return (
    <Place ref={place} style={{ height: heightPixels * scale }}>
      <iframe
        title={title}
        sandbox=""
        srcDoc={html}
        // What the mail asks for with `prefers-color-scheme` is answered by this.
        style={{
          ...{ width: pixels, height: heightPixels, border: 'none', colorScheme: scheme },
          ...{ transform: `scale(${scale})`, transformOrigin: '0 0' },
        }}
      />
    </Place>
  );
}
