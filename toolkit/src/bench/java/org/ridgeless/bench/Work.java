package org.ridgeless.bench;

import org.ridgeless.data.Data;
import org.ridgeless.dynamics.Descent;
import org.ridgeless.dynamics.Replicas;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Nets;
import org.ridgeless.nets.Risk;

/** The pieces of work that the comparison measures, each as a block whose number of units is known. */
enum Work {
    GD_32(1_000) {
        @Override
        Runnable block() {
            return descent(32, units());
        }
    },
    GD_128(100) {
        @Override
        Runnable block() {
            return descent(128, units());
        }
    },
    GD_512(20) {
        @Override
        Runnable block() {
            return descent(512, units());
        }
    },
    SGD_128(1_000) {
        @Override
        Runnable block() {
            Descent descent =
                    Descent.of(net(128), DATA).loss(Loss.EXPONENTIAL).rate(1e-4).batch(16);
            return () -> descent.run(units());
        }
    },
    REPLICAS(64 * 100) {
        @Override
        Runnable block() {
            Data data = Data.separable(128, 10).gap(0.3).seed(1);
            Descent[] descents = new Descent[64];
            for (int r = 0; r < descents.length; r++) {
                descents[r] = Descent.of(Nets.relu(10, 64, 1).seed(r), data)
                        .loss(Loss.EXPONENTIAL)
                        .rate(1e-3);
            }
            Replicas replicas = Replicas.of(descents).threads(1);
            return () -> replicas.run(units() / 64);
        }
    },
    HVP_128(50) {
        @Override
        Runnable block() {
            Risk risk = Risk.of(net(128), DATA, Loss.EXPONENTIAL);
            double[] w = net(128).parameters();
            double[] v = net(128).seed(8).parameters();
            double[] into = new double[w.length];
            risk.linearize(w);
            return () -> {
                for (int i = 0; i < units(); i++) {
                    risk.hessianProductAt(w, v, into);
                }
            };
        }
    },
    HESSIAN_32(4) {
        @Override
        Runnable block() {
            Risk risk = Risk.of(net(32), DATA, Loss.EXPONENTIAL);
            double[] w = net(32).parameters();
            double[] into = new double[w.length * w.length];
            return () -> {
                for (int i = 0; i < units(); i++) {
                    risk.hessian(w, into);
                }
            };
        }
    },
    NTK_128(40) {
        @Override
        Runnable block() {
            Risk risk = Risk.of(net(128), DATA, Loss.EXPONENTIAL);
            double[] w = net(128).parameters();
            double[] into = new double[DATA.samples() * DATA.samples()];
            return () -> {
                for (int i = 0; i < units(); i++) {
                    risk.kernel(w, into);
                }
            };
        }
    },
    CONDITION(1) {
        @Override
        Runnable block() {
            return Sweeps::conditionNumbers;
        }
    },
    RIDGE(1) {
        @Override
        Runnable block() {
            return Sweeps.ridge();
        }
    },
    FLOW(0) {
        private int evaluations;

        @Override
        Runnable block() {
            Flow flow = new Flow();
            evaluations = (int) flow.run();
            return flow::run;
        }

        @Override
        int units() {
            return evaluations;
        }
    },
    EIGEN_200(20) {
        @Override
        Runnable block() {
            return Decompositions.eigenvalues(200, units());
        }
    },
    EIGEN_500(4) {
        @Override
        Runnable block() {
            return Decompositions.eigenvalues(500, units());
        }
    },
    EIGEN_1000(1) {
        @Override
        Runnable block() {
            return Decompositions.eigenvalues(1000, units());
        }
    },
    EIGEN_2000(1) {
        @Override
        Runnable block() {
            return Decompositions.eigenvalues(2000, units());
        }
    },
    SINGULAR_200(10) {
        @Override
        Runnable block() {
            return Decompositions.singularValues(200, units());
        }
    },
    SINGULAR_500(2) {
        @Override
        Runnable block() {
            return Decompositions.singularValues(500, units());
        }
    },
    SINGULAR_1000(1) {
        @Override
        Runnable block() {
            return Decompositions.singularValues(1000, units());
        }
    },
    GENERAL_200(2) {
        @Override
        Runnable block() {
            return Decompositions.generalEigenvalues(200, units());
        }
    },
    MANY_30(200) {
        @Override
        Runnable block() {
            return Decompositions.eigenvalues(30, units());
        }
    },
    PRODUCT_200(50) {
        @Override
        Runnable block() {
            return Decompositions.product(200, units());
        }
    },
    PRODUCT_500(8) {
        @Override
        Runnable block() {
            return Decompositions.product(500, units());
        }
    },
    PRODUCT_1000(1) {
        @Override
        Runnable block() {
            return Decompositions.product(1000, units());
        }
    },
    EIGEN_TWO(64) {
        @Override
        Runnable block() {
            return new TwoThreads(Decompositions.eigenvalues(200, units() / 2));
        }
    },
    SINGULAR_TWO(64) {
        @Override
        Runnable block() {
            return new TwoThreads(Decompositions.singularValues(200, units() / 2));
        }
    },
    EDGE_TWO(8) {
        @Override
        Runnable block() {
            return new TwoThreads(Edge.sweep(DATA, units() / 2));
        }
    },
    NTK_REGRESSION(1) {
        @Override
        Runnable block() {
            return Decompositions.tangentRegression(net(128), DATA);
        }
    },
    DENSITY(1) {
        @Override
        Runnable block() {
            return Decompositions.hessianDensity(net(128), DATA);
        }
    },
    /** Independent multiply-adds in registers: the operations a core can do; a unit is one of them. */
    PEAK(Peak.OPERATIONS) {
        @Override
        Runnable block() {
            return Peak::run;
        }
    };

    private static final Data DATA = Data.separable(256, 20).gap(0.3).seed(1);
    private final int units;

    Work(int units) {
        this.units = units;
    }

    /** Units of work in one block, known once the block is set up. */
    int units() {
        return units;
    }

    /** Sets the work up; running the result does the units. */
    abstract Runnable block();

    static Net net(int width) {
        return Nets.relu(20, width, width, 1).seed(7);
    }

    static Runnable descent(int width, int steps) {
        Descent descent = Descent.of(net(width), DATA).loss(Loss.EXPONENTIAL).rate(1e-3);
        return () -> descent.run(steps);
    }
}
