export default {
  register(): void {},
  bootstrap(): void {},
  destroy(): void {},
};
