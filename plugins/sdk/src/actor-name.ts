import type { Authenticator } from './auth';
import type { GraphqlContext } from './graphql';

/** What people call an actor (an admin, an API token), of all that a request asks for at once; null: nobody of that name is there any more. */
export function loadActorName(
  context: Pick<GraphqlContext, 'load'>,
  auth: Pick<Authenticator, 'names'>,
  actor: string,
): Promise<string | null> {
  return context.load<string, string | null>('actor.name', async (actors) => {
    const names = await auth.names(actors);
    return actors.map((one) => names.get(one) ?? null);
  })(actor);
}
