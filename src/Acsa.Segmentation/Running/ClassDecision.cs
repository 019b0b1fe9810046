using Acsa.Imaging;

namespace Acsa.Segmentation;

/// <summary>The pixels where a class is the most probable one; of equals the first in the manifest's order.</summary>
static class ClassDecision
{
    public static Mask Largest(IReadOnlyList<FloatPlane> classes, int index)
    {
        var mask = new Mask(classes[index].Width, classes[index].Height);
        mask.Pixels.AsSpan().Fill(1);
        var own = classes[index].Values;
        for (var k = 0; k < classes.Count; k++)
        {
            if (k == index) continue;
            var other = classes[k].Values;
            for (var i = 0; i < own.Length; i++)
                if (!(k < index ? own[i] > other[i] : own[i] >= other[i])) mask.Pixels[i] = 0;
        }

        return mask;
    }
}
