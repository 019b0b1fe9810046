using System.Text.Json;

namespace Acsa.Imaging.Tests;

public sealed class LabelMeReaderTests
{
    [Fact]
    public void Shapes_of_one_label_are_one_mask()
    {
        var drawing = Read("""
            { "imageWidth": 8, "imageHeight": 6, "imageData": null, "shapes": [
              { "label": "RF", "shape_type": "polygon", "points": [[0, 0], [2, 0], [2, 2], [0, 2]] },
              { "label": "RF", "shape_type": "rectangle", "points": [[6, 6], [4, 3]] },
              { "label": "fat", "points": [[0, 5], [1, 5], [1, 6], [0, 6]] } ] }
            """);
        Assert.Equal((8, 6), (drawing.Width, drawing.Height));
        Assert.Equal(4 + 6, drawing.ToMask("RF").CountInside());
        Assert.Equal(1, drawing.ToMask("fat").CountInside());
        Assert.Equal(11, drawing.ToMask().CountInside());
    }

    [Fact]
    public void A_circle_is_given_by_its_centre_and_a_point_on_it()
    {
        var mask = Read("""{ "imageWidth": 100, "imageHeight": 100, "shapes": [ { "label": "a", "shape_type": "circle", "points": [[50, 50], [80, 50]] } ] }""").ToMask();
        Assert.InRange(mask.CountInside(), Math.PI * 900 * 0.99, Math.PI * 900 * 1.01);
    }

    [Theory]
    [InlineData("""{ "imageWidth": 0, "imageHeight": 5, "shapes": [] }""", "imageWidth: 0; expected: a whole number from 1 to 32768.")]
    [InlineData("""{ "imageWidth": 32768, "imageHeight": 32768, "shapes": [] }""",
        "imageWidth × imageHeight: 1073741824; expected: at most 67108864.")]
    [InlineData("""{ "imageWidth": 5, "shapes": [] }""", "imageHeight: nothing; expected: a whole number from 1 to 32768.")]
    [InlineData("""{ "imageWidth": 5, "imageHeight": 5, "shapes": 1 }""", "shapes: 1; expected: an array.")]
    [InlineData("""{ "imageWidth": 5, "imageHeight": 5, "shapes": [ { "points": [] } ] }""", "shapes[0].label: nothing; expected: a text.")]
    [InlineData("""{ "imageWidth": 5, "imageHeight": 5, "shapes": [ { "label": "a", "points": [[1]] } ] }""",
        "shapes[0].points: [1]; expected: two numbers of at most 32768.")]
    [InlineData("""{ "imageWidth": 5, "imageHeight": 5, "shapes": [ { "label": "a", "points": [[1, 1e9]] } ] }""",
        "shapes[0].points: [1, 1e9]; expected: two numbers of at most 32768.")]
    [InlineData("""{ "imageWidth": 5, "imageHeight": 5, "shapes": [ { "label": "a", "shape_type": "line", "points": [[1, 1], [2, 2]] } ] }""",
        "shapes[0].shape_type: \"line\" with 2 points; expected: polygon of 3 points or more, rectangle or circle of 2.")]
    [InlineData("[]", "An object with shapes, imageWidth and imageHeight is expected.")]
    public void A_wrong_file_is_an_error_that_names_key_and_value(string json, string message) =>
        Assert.Equal(message, Assert.Throws<LabelMeException>(() => Read(json)).Message);

    [Fact]
    public void What_is_no_json_is_an_error()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, "no");
            Assert.Equal("The file is not JSON.", Assert.Throws<LabelMeException>(() => LabelMeReader.Read(file)).Message);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static LabelMeDrawing Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return LabelMeReader.Read(document.RootElement);
    }
}
