import { clear } from './setup.mjs';

export default function teardown() {
  clear(process.env.TEST_FOLDER);
}
