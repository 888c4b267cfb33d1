export {
  type Connection,
  connection,
  type Cursor,
  cursorOf,
  type Edge,
  isGiven,
  listConnection,
  type PageArguments,
  pageRequest,
  pageSizeDefault,
  toConnection,
} from '@rapport/sdk';
