package org.ridgeless.sweeps;

import java.util.List;

/** What the results of a sweep are about: the names of its axes and measures, and whether it goes there and back. */
record SweepForm(String title, List<String> axes, List<String> measures, boolean back) {}
