/// A vector of which only what is not zero is kept.
package struct SparseVector: Sendable, Equatable {
    /// Rising.
    package var indices: [Int] = []
    package var values: [Double] = []

    package init() {}
}

/// Many of them, one behind the other, which is what the innermost loops of learning read.
struct SparseMatrix {
    /// Where each vector begins, and where the last one ends.
    private var starts = [0]
    private var indices: [Int32] = []
    private var values: [Double] = []

    init(_ vectors: [SparseVector]) {
        for vector in vectors {
            indices += vector.indices.map { Int32(truncatingIfNeeded: $0) }
            values += vector.values
            starts.append(values.count)
        }
    }

    var count: Int { starts.count - 1 }

    /// The product of a vector with one that has a value at every index.
    func dot(_ row: Int, _ dense: [Double]) -> Double {
        var sum = 0.0
        for place in starts[row]..<starts[row + 1] { sum += dense[Int(indices[place])] * values[place] }
        return sum
    }

    /// Adds a vector, `scale` times, to `dense`.
    func add(_ row: Int, to dense: inout [Double], scale: Double) {
        for place in starts[row]..<starts[row + 1] { dense[Int(indices[place])] += scale * values[place] }
    }

    func squaredLength(of row: Int) -> Double {
        values[starts[row]..<starts[row + 1]].reduce(0) { $0 + $1 * $1 }
    }
}
