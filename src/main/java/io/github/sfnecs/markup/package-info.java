/** Pieces of pages, in HTML and in Markdown, in which a text stays a text whatever is in it. */
package io.github.sfnecs.markup;
