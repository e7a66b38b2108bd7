package org.ridgeless.study.own;

/** A class with a card and a bibliography of its own beside it. */
public final class OwnPapers {}
