/** How low the rank of weight matrices is that stochastic gradient descent with weight decay makes. Layer L4. */
package org.ridgeless.bounds.rank;
