package org.ridgeless.spectra.measures;

/**
 * A complex number; immutable, and small enough for the compiler to keep it in registers.
 *
 * @param re real part
 * @param im imaginary part
 */
public record Complex(double re, double im) {
    public static final Complex ZERO = new Complex(0, 0);
    public static final Complex ONE = new Complex(1, 0);
    public static final Complex I = new Complex(0, 1);

    /**
     * A real number.
     *
     * @param re its value
     * @return re + 0i
     */
    public static Complex real(double re) {
        return new Complex(re, 0);
    }

    /**
     * The point of the circle with the given centre and radius at the given angle.
     *
     * @param radius of a circle around 0
     * @param angle in radians
     * @return the point
     */
    public static Complex polar(double radius, double angle) {
        return new Complex(radius * Math.cos(angle), radius * Math.sin(angle));
    }

    /**
     * The sum.
     *
     * @param other a summand
     * @return this + other
     */
    public Complex plus(Complex other) {
        return new Complex(re + other.re, im + other.im);
    }

    /**
     * The sum with a real number.
     *
     * @param real a summand
     * @return this + real
     */
    public Complex plus(double real) {
        return new Complex(re + real, im);
    }

    /**
     * The difference.
     *
     * @param other what is subtracted
     * @return this − other
     */
    public Complex minus(Complex other) {
        return new Complex(re - other.re, im - other.im);
    }

    /**
     * The difference to a real number.
     *
     * @param real what is subtracted
     * @return this − real
     */
    public Complex minus(double real) {
        return new Complex(re - real, im);
    }

    /**
     * The product.
     *
     * @param other a factor
     * @return this · other
     */
    public Complex times(Complex other) {
        return new Complex(re * other.re - im * other.im, re * other.im + im * other.re);
    }

    /**
     * The product with a real number.
     *
     * @param real a factor
     * @return this · real
     */
    public Complex times(double real) {
        return new Complex(re * real, im * real);
    }

    /**
     * The quotient.
     *
     * @param other the divisor
     * @return this/other
     */
    public Complex over(Complex other) {
        return times(other.inverse());
    }

    /** The square. */
    public Complex squared() {
        return times(this);
    }

    /** The negative. */
    public Complex negate() {
        return new Complex(-re, -im);
    }

    /** 1/z, without overflow of |z|²; NaN at 0. */
    public Complex inverse() {
        // Scaled as Smith (1962) does, so that neither square overflows.
        if (Math.abs(re) >= Math.abs(im)) {
            double ratio = im / re;
            double denominator = re + im * ratio;
            return new Complex(1 / denominator, -ratio / denominator);
        }
        double ratio = re / im;
        double denominator = re * ratio + im;
        return new Complex(ratio / denominator, -1 / denominator);
    }

    /** The modulus. */
    public double abs() {
        return Math.hypot(re, im);
    }

    /** The root with non-negative real part. */
    public Complex sqrt() {
        double modulus = abs();
        if (modulus == 0) {
            return ZERO;
        }
        double real = Math.sqrt((modulus + Math.abs(re)) / 2);
        double other = im / (2 * real);
        return re >= 0 ? new Complex(real, other) : new Complex(Math.abs(other), Math.copySign(real, im));
    }

    /** e^z. */
    public Complex exp() {
        return polar(Math.exp(re), im);
    }

    /** The principal logarithm. */
    public Complex log() {
        return new Complex(Math.log(abs()), Math.atan2(im, re));
    }

    /** Whether both parts are finite. */
    public boolean isFinite() {
        return Double.isFinite(re) && Double.isFinite(im);
    }
}
