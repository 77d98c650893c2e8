/** How much one request may bring. Chosen so that a server of 1 GB survives a few at once; the decoder has finer bounds. */

/** Bytes in one MiB. */
export const MIB = 1_048_576;
/** Most of a JSON body, or of all files of one upload, in MiB. */
export const MOST_BODY_MIB = 64;
/** The same in bytes. */
export const MOST_BODY_BYTES = MOST_BODY_MIB * MIB;
/** Most files of one upload. */
export const MOST_FILES = 20;
/** Fields of a form that brings files, beside them. */
export const MOST_UPLOAD_FIELDS = 50;
/** Characters of the name of such a field. */
export const MOST_FIELD_NAME = 100;
/** Bytes of a multipart message: files and fields together, and what parts them. */
export const MOST_MESSAGE_BYTES = MOST_BODY_BYTES + MIB;
/** Most of a body that is too large is read off, in MiB, so that its sender hears the refusal; then the connection is cut. */
export const MOST_READ_OFF_MIB = 256;
/** Most of all bodies that are on their way at once, in MiB; beyond it the large ones are told to come again. */
export const MOST_ON_THE_WAY_MIB = 512;
/** Form bodies without files: settings and a text of rules. */
export const MOST_FORM_BYTES = 4 * MIB;
/** Most fields of one form. */
export const MOST_FORM_FIELDS = 2000;
/** Levels of arrays and objects in JSON; the contract needs 9. */
export const MOST_JSON_DEPTH = 64;
/** Characters of a host file pasted into a page: a trace of 100,000 slots fits. */
export const MOST_TEXT_CHARACTERS = MIB;
/** Files that are larger than this together are read after the answer: it takes longer than somebody should wait. */
export const READ_LATER_FROM_BYTES = MIB;
/** Most uploads that wait in a store to be read, those being read included; more are told to come again. */
export const MOST_WAITING_UPLOADS = 100;
/** Most bytes that these may have together, in MiB: they lie on the store's disk. */
export const MOST_WAITING_MIB = 512;
