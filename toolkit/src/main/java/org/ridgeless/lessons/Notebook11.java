package org.ridgeless.lessons;

/** The checks of the notebook on kernels of any depth, the maximal update and the coordinate check. */
public final class Notebook11 {
    private static final double HIGH = 0.9;

    private Notebook11() {}

    /**
     * The correlation of orthogonal inputs behind one layer, and the layers until it is above 0.9.
     *
     * @param correlation from −1 to 1
     * @param layers the least number
     * @return the score, to which the answers count alike
     * @throws WrongAnswer if nothing is right, with a hint
     */
    public static Score exercise1(double correlation, int layers) {
        int right = layers(HIGH);
        return Score.of(
                Question.of("correlation", 1 / Math.PI)
                        .route("The layer is not linear: orthogonal inputs do not stay orthogonal.", 0)
                        .route("The angle is π/2; its sine is 1.", 1 / Math.PI + 0.5)
                        .hint("Put θ = π/2 into the first formula of claim 1.")
                        .judge(correlation),
                Question.of("layers", right)
                        .within(0)
                        .route("There it is still below 0.9.", a -> a[0] < right)
                        .route("One layer less is enough.", a -> a[0] > right)
                        .hint("Iterate the first formula of claim 1, from the correlation 0.")
                        .judge(layers));
    }

    private static int layers(double high) {
        double c = 0;
        int layers = 0;
        while (!(c > high)) {
            c = next(c);
            layers++;
        }
        return layers;
    }

    private static double next(double c) {
        double theta = Math.acos(c);
        return (Math.sin(theta) + (Math.PI - theta) * c) / Math.PI;
    }

    /**
     * The best rates at width 2,048, where the one at width 128 is 0.04.
     *
     * @param inTheStandardOne in the standard parametrization
     * @param underMuP in the maximal update parametrization
     * @return the score, to which the answers count alike
     * @throws WrongAnswer if nothing is right, with a hint
     */
    public static Score exercise2(double inTheStandardOne, double underMuP) {
        return Score.of(
                Question.of("inTheStandardOne", 0.04 / 16)
                        .route("That is the rate of the narrow network; the wide one diverges with it.", 0.04)
                        .route("The output changes like m, and not like its root.", 0.04 / 4)
                        .route("A wider network needs a smaller rate.", 0.04 * 16)
                        .hint("By which power of the width does the best rate change in Figure 4?")
                        .judge(inTheStandardOne),
                Question.of("underMuP", 0.04)
                        .route("That is the standard parametrization again.", 0.04 / 16)
                        .hint("What is the point of the maximal update?")
                        .judge(underMuP));
    }

    /**
     * What the normalized tangent kernel and the angle times the depth tend to: 1/4 and 3π.
     *
     * @param ofTheKernel the limit of the kernel
     * @param ofTheAngle the limit of the angle times the depth
     * @return the score, to which the answers count alike
     * @throws WrongAnswer if nothing is right, with a hint
     */
    public static Score exercise3(double ofTheKernel, double ofTheAngle) {
        return Score.of(
                Question.of("ofTheKernel", 0.25)
                        .within(0.01)
                        .route("That is the limit of the correlation.", 1)
                        .route("It is small, but not 0: iterate both formulas further.", a -> Math.abs(a[0]) < 0.1)
                        .hint("Iterate both formulas of claim 1; Θ at the angle 0 is ℓ + 1.")
                        .judge(ofTheKernel),
                Question.of("ofTheAngle", 3 * Math.PI)
                        .within(0.01)
                        .route("The angle shrinks like 1/ℓ; what is the factor?", 0)
                        .route("Convergence is slow: take more layers.", a -> a[0] > 8 && a[0] < 3 * Math.PI)
                        .hint("For small angles c = cos θ becomes 1 − θ²/2 + θ³/(3π): what becomes of θ?")
                        .judge(ofTheAngle));
    }
}
