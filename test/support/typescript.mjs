// `node --import` of this file runs the sources as they are, as the tests do: for processes that tests start and kill.
import { register } from 'node:module';

register('./typescript-hooks.mjs', import.meta.url);
