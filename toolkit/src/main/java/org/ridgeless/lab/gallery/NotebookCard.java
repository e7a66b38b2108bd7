package org.ridgeless.lab.gallery;

/**
 * What the front page knows of one notebook.
 *
 * @param file the page, from the folder of notebooks
 * @param question its first paragraph, in Markdown
 * @param picture the file of its first figure, from the folder of notebooks, or the empty text
 */
record NotebookCard(String file, String title, String question, String picture, String words) {}
