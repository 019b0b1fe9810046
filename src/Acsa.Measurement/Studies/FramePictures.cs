using Acsa.Imaging;

namespace Acsa.Measurement;

/// <summary>
/// The halves of a dual image are no repetition: which of two numbers of one muscle and side is its number in that image, nobody said.
/// </summary>
public static class FramePictures
{
    /// <summary>The measured items of one image, without those of a muscle and side of which one of its frames has two.</summary>
    /// <param name="of">Muscle, side and frame of an item.</param>
    public static IReadOnlyList<T> Unambiguous<T>(IEnumerable<T> measured, Func<T, (string? Structure, Laterality Side, int Frame)> of)
    {
        var items = measured.ToList();
        var doubled = items.GroupBy(of).Where(frame => frame.Count() > 1)
            .Select(frame => (frame.Key.Structure, frame.Key.Side)).ToHashSet();
        return items.FindAll(item => of(item) is var key && !doubled.Contains((key.Structure, key.Side)));
    }
}
