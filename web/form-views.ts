/**
 * What every posting form of the views gets without asking: the token of the session it is written for; and for people who
 * may only read, its content without the form, not to be changed. Done to the templates' text when they are loaded, so that
 * no form is forgotten.
 */

/** Name of the field that carries the token. */
export const FORM_TOKEN = "form-token";

const POSTING = /(<form\b[^>]*\bmethod="post"[^>]*>)([\s\S]*?)<\/form>/g;
/** What everybody may: say who they are, and stop being so. */
const FOR_EVERYBODY = / action="\/(?:login|logout)"/;
/** A form around what is there to be read. */
const READ_AS_WELL = / class="around-reading"/;
const TOKEN = `{{#if @root.formToken}}<input type="hidden" name="${FORM_TOKEN}" value="{{@root.formToken}}">{{/if}}`;

/** Either text, by the helper that knows whether the reader may change something. */
const either = (changing: string, reading: string) => `{{#changing}}${changing}{{else}}${reading}{{/changing}}`;

/** What a form has around itself for who may only read: a table to read is not disabled, fields are. */
const readingFrame = (opening: string): readonly [string, string] =>
  READ_AS_WELL.test(opening)
    ? ['<div class="read-only">', "</div>"]
    : ['<fieldset class="read-only" disabled>', "</fieldset>"];

/** A template's text with the token in its posting forms, which are forms for those who may change something. */
export const withGuardedForms = (source: string): string =>
  source.replace(POSTING, (_form, opening: string, content: string) => {
    if (FOR_EVERYBODY.test(opening)) return `${opening}${TOKEN}${content}</form>`;
    const [begin, end] = readingFrame(opening);
    return `${either(`${opening}${TOKEN}`, begin)}${content}${either("</form>", end)}`;
  });
