/**
 * Tests against a real Jupyter: its own runner, its classic notebook in headless Chromium, and the public conformance
 * suite. They start programs of the system, so each says which ones it needs.
 */
package org.ridgeless.notebooks.jupyter;
