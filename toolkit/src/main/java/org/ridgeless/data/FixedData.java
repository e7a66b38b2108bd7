package org.ridgeless.data;

/** Data whose samples are known. */
final class FixedData extends Data {
    private final String name;
    private final Points points;

    FixedData(String name, Points points) {
        this.name = name;
        this.points = points;
    }

    @Override
    Points points() {
        return points;
    }

    @Override
    public String name() {
        return name;
    }
}
