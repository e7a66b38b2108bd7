/**
 * Upper bounds on the Lipschitz constant of a network that hold for all inputs. Start at
 * {@link org.ridgeless.bounds.lipschitz.LipschitzCertificate}.
 */
package org.ridgeless.bounds.lipschitz;
