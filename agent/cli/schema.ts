// `regulars schema`: the JSON Schema of the programme document, to be named in an editor's settings.
import { programmeJsonSchema } from '../../core/programme/programme-json-schema.ts';
import type { Verb } from './verb.ts';

export const schemaVerb: Verb = {
  name: 'schema',
  takes: '',
  does: 'Prints the JSON Schema of the programme document, for editors.',
  options: {},
  words: 0,
  run: (_, out) => {
    out.say(JSON.stringify(programmeJsonSchema(), null, 2));
    return 0;
  },
};
