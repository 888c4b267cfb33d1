import { createLifecycle } from './process/lifecycle';

export default createLifecycle();
