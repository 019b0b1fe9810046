namespace Acsa.Imaging;

/// <summary>Cuts a line to an image (Liang-Barsky).</summary>
internal static class LineClipping
{
    /// <summary>False when no part of the line is inside.</summary>
    public static bool Clip(int width, int height, ref int fromX, ref int fromY, ref int toX, ref int toY)
    {
        double start = 0, end = 1, dx = (double)toX - fromX, dy = (double)toY - fromY;
        if (!Cut(-dx, fromX, ref start, ref end) || !Cut(dx, width - 1.0 - fromX, ref start, ref end)
            || !Cut(-dy, fromY, ref start, ref end) || !Cut(dy, height - 1.0 - fromY, ref start, ref end))
            return false;
        (var x, var y) = (fromX, fromY);
        (fromX, fromY) = ((int)Math.Round(x + start * dx), (int)Math.Round(y + start * dy));
        (toX, toY) = ((int)Math.Round(x + end * dx), (int)Math.Round(y + end * dy));
        return true;
    }

    // Keeps the part of the line where step × t ≤ room.
    private static bool Cut(double step, double room, ref double start, ref double end)
    {
        if (step == 0) return room >= 0;
        var t = room / step;
        if (step < 0) start = Math.Max(start, t);
        else end = Math.Min(end, t);
        return start <= end;
    }
}
