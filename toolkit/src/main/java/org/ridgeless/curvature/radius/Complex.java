package org.ridgeless.curvature.radius;

/** A complex number; just what looking for zeros needs. */
record Complex(double real, double imaginary) {
    double modulus() {
        return Math.hypot(real, imaginary);
    }

    Complex minus(Complex other) {
        return new Complex(real - other.real, imaginary - other.imaginary);
    }

    Complex over(Complex other) {
        double square = other.real * other.real + other.imaginary * other.imaginary;
        return new Complex(
                (real * other.real + imaginary * other.imaginary) / square,
                (imaginary * other.real - real * other.imaginary) / square);
    }
}
