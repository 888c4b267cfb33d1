/** @jsxImportSource preact */
import type { PersonView, SessionView } from '../domain/panel/view';
import { Duplicates, HandOver, Orders } from './facts';
import { Earlier, Feeling } from './feeling';
import { Header } from './header';
import { Actions, Greeting, Scripts } from './say';
import { Situations } from './situation';
import { Story } from './story';

/** In the order of an agent's questions: who, what is going on, what to say, what to do, how it came to this. */
export function Person(props: {
  readonly view: PersonView;
  readonly session: SessionView;
  readonly onSignOut: () => void;
}) {
  const { view } = props;
  return (
    <>
      <Header who={view.who} frustration={view.frustration} session={props.session} onSignOut={props.onSignOut} />
      <main class="columns">
        <div class="column">
          {view.situations !== null && <Situations situations={view.situations} />}
          {view.greeting !== null && <Greeting greeting={view.greeting} />}
          {view.actions !== null && <Actions actions={view.actions} />}
          {view.summary !== null && <HandOver summary={view.summary} />}
          {view.scripts !== null && <Scripts scripts={view.scripts} />}
        </div>
        <div class="column">
          <Feeling view={view} />
          <Orders orders={view.orders ?? []} renewals={view.renewals} />
          {view.story !== null && <Story lines={view.story} />}
          <Earlier view={view} />
          <Duplicates duplicates={view.duplicates} />
        </div>
      </main>
    </>
  );
}
