package org.ridgeless.nets;

/** A complex number; what naive networks need. */
record Complex(double re, double im) {
    static final Complex ZERO = new Complex(0, 0);

    static Complex of(double re) {
        return new Complex(re, 0);
    }

    Complex plus(Complex z) {
        return new Complex(re + z.re, im + z.im);
    }

    Complex minus(Complex z) {
        return new Complex(re - z.re, im - z.im);
    }

    Complex times(Complex z) {
        return new Complex(re * z.re - im * z.im, re * z.im + im * z.re);
    }

    Complex times(double a) {
        return new Complex(a * re, a * im);
    }

    Complex over(Complex z) {
        double square = z.re * z.re + z.im * z.im;
        return new Complex((re * z.re + im * z.im) / square, (im * z.re - re * z.im) / square);
    }

    Complex root() {
        double modulus = Math.sqrt(Math.hypot(re, im));
        double half = Math.atan2(im, re) / 2;
        return new Complex(modulus * Math.cos(half), modulus * Math.sin(half));
    }

    Complex exp() {
        return new Complex(Math.cos(im), Math.sin(im)).times(Math.exp(re));
    }

    Complex log() {
        return new Complex(Math.log(Math.hypot(re, im)), Math.atan2(im, re));
    }

    Complex sin() {
        return new Complex(Math.sin(re) * Math.cosh(im), Math.cos(re) * Math.sinh(im));
    }

    Complex tanh() {
        Complex e = times(2).exp();
        return e.minus(of(1)).over(e.plus(of(1)));
    }
}
