package org.ridgeless.kernel.jdk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntersectionTypesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "int | int",
                "List<String> | List<String>",
                "List<Record&Shape> | List<Shape>",
                "Map<String,Record&Shape> | Map<String,Shape>",
                "Optional<List<Record&Shape>>[] | Optional<List<Shape>>[]",
                "List<? extends Enum<?>&Shape> | List<? extends Shape>",
                "List<Number&Comparable<? extends Number&Comparable<?>>> | List<Number>",
                "List<java.io.Serializable&Comparable<?>&java.lang.constant.Constable> | List<java.io.Serializable>",
                "Record&Shape | Record&Shape",
                "Comparable<Record&Shape>&Shape | Comparable<Record&Shape>&Shape",
                "Outer<Record&Shape>.Inner<Record&Shape> | Outer<Record&Shape>.Inner<Record&Shape>"
            })
    void aPartThatSaysMoreStandsForTheIntersection(String type, String denotable) {
        assertThat(IntersectionTypes.denotable(type)).isEqualTo(denotable);
    }
}
