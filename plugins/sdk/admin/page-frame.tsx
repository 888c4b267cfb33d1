import { Box } from '@strapi/design-system';
import { Layouts, Page } from '@strapi/strapi/admin';
import type { ReactNode } from 'react';

type Props = {
  readonly title: string;
  readonly subtitle?: ReactNode;
  /** Above the title: usually a link back. */
  readonly navigation?: ReactNode;
  /** Buttons beside the title. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
};

/** Title, buttons and content of a page, as Strapi's own pages have them; it also names the browser's tab. */
export function PageFrame({ title, subtitle, navigation, actions, children }: Props) {
  return (
    <Page.Main>
      <Page.Title>{title}</Page.Title>
      <Layouts.Header title={title} subtitle={subtitle} navigationAction={navigation} primaryAction={actions} />
      <Layouts.Content>
        <Box paddingBottom={10}>{children}</Box>
      </Layouts.Content>
    </Page.Main>
  );
}
