using System.Buffers.Binary;
using System.IO.Compression;
using System.Text.Json.Nodes;
using Acsa.Imaging;
using Acsa.Worker.Commands;
using Acsa.Worker.Evaluation;
using Acsa.Worker.Results;
using Acsa.Worker.Tests.Fakes;

namespace Acsa.Worker.Tests.Evaluation;

public sealed class EvaluatorTests : IDisposable
{
    static readonly Mask Square = Box(2, 2, 9, 9);
    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_same_mask_in_every_format_agrees_wholly()
    {
        foreach (var name in new[] { "a", "b", "c", "d" }) PngWriter.Write(Predicted($"{name}.png"), Square);
        PngWriter.Write(True("A_mask.png"), Square);
        File.WriteAllBytes(True("b.nii"), Nifti(Square, 1));
        using (var packed = new GZipStream(File.Create(True("c.nii.gz")), CompressionLevel.Fastest)) packed.Write(Nifti(Square, 1));
        File.WriteAllText(True("d.json"), LabelMe("RF", 2, 2, 10, 10));
        var document = Run();
        Assert.Empty(document.Problems);
        Assert.Equal(["A", "b", "c", "d"], document.Cases.Select(one => one.Image));
        Assert.All(document.Cases, one => Assert.Equal((1, 0), (one.Dice, one.Hausdorff95Pixels)));
        Assert.Equal("rectus-femoris", document.Cases[3].Structure);
        Assert.Empty(document.Unmatched.Predicted.Concat(document.Unmatched.Truth));
    }

    [Fact]
    public async Task Results_of_the_node_are_compared_with_a_phantoms_truth_through_the_command_line()
    {
        var (phantoms, results) = (_folder["phantoms"], _folder["results"]);
        Assert.Equal(0, await CommandLine.RunAsync(["phantom", "--out", phantoms, "--count", "3", "--seed", "5"]));
        Assert.Equal(0, await CommandLine.RunAsync(["analyze", phantoms, "--out", results, "--provider", "cpu", "--gpu", "off"]));
        Assert.Equal(0, await CommandLine.RunAsync(["evaluate", "--predicted", results, "--truth", phantoms, "--out", _folder["out"]]));
        var document = JsonNode.Parse(File.ReadAllText(Path.Combine(_folder["out"], "evaluation.json")))!;
        var measured = JsonNode.Parse(File.ReadAllText(Path.Combine(results, "results.json")))!["images"]!.AsArray();
        var truth = JsonNode.Parse(File.ReadAllText(Path.Combine(phantoms, "truth.json")))!["phantoms"]!.AsArray();
        var first = document["cases"]![0]!;
        Assert.Equal(measured[0]!["areaCm2"]!.GetValue<double>(), first["predictedAreaCm2"]!.GetValue<double>());
        Assert.Equal(truth[0]!["areaCm2"]!.GetValue<double>(), first["truthAreaCm2"]!.GetValue<double>());
        Assert.Equal(truth[0]!["grade"]!.GetValue<int>(), first["grade"]!.GetValue<int>());
        Assert.InRange(first["dice"]!.GetValue<double>(), 0.8, 0.9999);
        Assert.NotNull(first["hausdorff95Mm"]);
        Assert.All(new[] { "bland-altman.svg", "bland-altman.png", "evaluation.csv" },
            name => Assert.True(File.Exists(Path.Combine(_folder["out"], name))));
    }

    [Fact]
    public void Masks_without_a_counterpart_are_listed()
    {
        PngWriter.Write(Predicted("a.png"), Square);
        PngWriter.Write(Predicted("only-here.png"), Square);
        PngWriter.Write(True("a.png"), Square);
        PngWriter.Write(True("only-there-frame-3-mask.png"), Square);
        var document = Run();
        Assert.Single(document.Cases);
        Assert.StartsWith("only-here (", Assert.Single(document.Unmatched.Predicted), StringComparison.Ordinal);
        Assert.StartsWith("only-there frame 3 (", Assert.Single(document.Unmatched.Truth), StringComparison.Ordinal);
    }

    [Fact]
    public void Masks_of_different_sizes_are_a_problem_that_names_both_files()
    {
        PngWriter.Write(Predicted("a.png"), Square);
        PngWriter.Write(True("a.png"), new Mask(12, 13));
        var problem = Assert.Single(Run().Problems);
        Assert.Contains($"{_folder["predicted"]}{Path.DirectorySeparatorChar}a.png: a is 12×12 pixels; expected: 12×13", problem,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Files_that_cannot_be_read_are_problems_that_name_them_and_stop_nothing()
    {
        PngWriter.Write(Predicted("a.png"), Square);
        PngWriter.Write(True("a.png"), Square);
        File.WriteAllText(True("b.nii"), "no");
        File.WriteAllText(True("c.json"),
            """{ "shapes": [ { "label": "x", "points": [[1,1]], "shape_type": "line" } ], "imageWidth": 12, "imageHeight": 12 }""");
        File.WriteAllText(True("d.png"), "no");
        File.WriteAllText(True("e.dcm"), "no");
        var document = Run();
        Assert.Single(document.Cases);
        Assert.Equal(["b.nii", "c.json", "d.png", "e.dcm"], document.Problems.Select(problem => Path.GetFileName(problem.Split(": ")[0])));
        Assert.Contains("shapes[0].shape_type: \"line\" with 1 points; expected: polygon", document.Problems[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Of_several_labels_none_is_chosen_unless_one_is_named()
    {
        PngWriter.Write(Predicted("a.png"), Square);
        var two = new Mask(12, 12, [.. Square.Pixels]) { [0, 0] = true };
        var labels = Nifti(two, 1);
        labels[352] = 2;
        File.WriteAllBytes(True("a.nii"), labels);
        var document = Run();
        Assert.Empty(document.Cases);
        Assert.Contains("2 true masks fit a: 1, 2; name one with --label.", Assert.Single(document.Problems), StringComparison.Ordinal);
        Assert.Equal(1, Assert.Single(Run("1").Cases).Dice);
    }

    [Fact]
    public void A_small_file_of_many_labels_does_not_become_a_mask_for_each()
    {
        PngWriter.Write(Predicted("a.png"), Square);
        var shapes = string.Join(',', Enumerable.Range(0, 40).Select(label =>
            $$"""{ "label": "{{label}}", "shape_type": "rectangle", "points": [[1, 1], [2, 2]] }"""));
        File.WriteAllText(True("a.json"), $$"""{ "shapes": [ {{shapes}} ], "imageWidth": 32768, "imageHeight": 2048 }""");
        var volume = new byte[352 + 512 * 512 * 8];
        Nifti(new Mask(512, 512), 1).AsSpan(0, 352).CopyTo(volume);
        BinaryPrimitives.WriteInt16LittleEndian(volume.AsSpan(70), 64); // float64
        for (var i = 0; i < 512 * 512; i++) BinaryPrimitives.WriteDoubleLittleEndian(volume.AsSpan(352 + 8 * i), i + 1);
        File.WriteAllBytes(True("b.nii"), volume);
        var problems = Run().Problems;
        Assert.Contains(problems, problem => problem.Contains("a.json: 67108864 pixels with 40 labels", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.Contains("b.nii: 262144 pixels with 262144 labels", StringComparison.Ordinal));
    }

    [Fact]
    public void Names_in_the_table_are_never_formulas_and_never_other_cells()
    {
        static MaskCase Named(string? status) => new("=1+2", null, 1, "@SUM(A1),\"x\"\n", Square, null, "a.dcm")
            { Laterality = "-left", Status = status };
        EvaluationFiles.Write(Evaluator.Run([Named("+review")], [Named(null)]), _folder["out"]);
        Assert.Equal("'=1+2,1,\"'@SUM(A1),\"\"x\"\"\n\",'-left,,'+review,1,1,1,1,,0,,,0\n",
            string.Join('\n', File.ReadAllText(Path.Combine(_folder["out"], "evaluation.csv")).Split('\n')[1..]));
    }

    [Fact]
    public void Two_muscles_are_never_compared_with_each_other()
    {
        File.WriteAllText(Predicted("a.json"), LabelMe("VL", 2, 2, 10, 10));
        File.WriteAllText(True("a.json"), LabelMe("RF", 2, 2, 10, 10));
        Assert.Empty(Run().Cases);
    }

    [Fact]
    public void Both_sides_in_one_picture_are_told_apart_where_the_results_say_which_is_which()
    {
        var (left, right) = (Box(1, 2, 4, 9), Box(7, 2, 10, 9));
        MaskCase[] predicted = [Case(left, "left"), Case(right, "right")];
        var document = Evaluator.Run(predicted, [Case(right, "right"), Case(left, "left")]);
        Assert.Empty(document.Problems);
        Assert.Equal([1, 1], document.Cases.Select(one => one.Dice));

        static MaskCase Case(Mask mask, string side) =>
            new("a", null, 1, "rectus-femoris", mask, null, $"{side}.dcm") { Laterality = side };
    }

    [Fact]
    public void Of_two_outlines_of_one_muscle_in_one_picture_each_gets_its_own_area_and_verdict()
    {
        var (small, large) = (Box(1, 2, 4, 9), Box(6, 2, 10, 9));
        var file = _folder["results.json"];
        File.WriteAllText(file, ResultJson.Write(new ResultDocument(
            [Entry(small.CountInside(), 0, 3.2, "measured"), Entry(large.CountInside() - 2, 2, 4, "review")], [])));
        var cases = MeasuredValues.Add([Case(large), Case(small), Case(Square)], file);
        Assert.Equal([(4, "review"), (3.2, "measured"), (null, null)], cases.Select(one => (one.StatedAreaCm2, one.Status)));

        static MaskCase Case(Mask mask) => new("a", "1.2", 1, "rectus-femoris", mask, null, "a.seg.dcm");

        static ResultEntry Entry(long pixels, long excluded, double area, string status) =>
            ResultEntry.Refused("a.dcm", "1.2", []) with
            {
                Frame = 1, Structure = "rectus-femoris", Status = status, AreaCm2 = area,
                Echogenicity = new(50, 1, 50, pixels, null) { ExcludedPixels = excluded },
            };
    }

    [Fact]
    public void A_table_gives_grade_muscle_and_scale()
    {
        PngWriter.Write(Predicted("a.png"), Box(2, 2, 9, 7));
        PngWriter.Write(True("a.png"), Square);
        File.WriteAllLines(True("cases.csv"), ["image,grade,structure,pixelXCm,pixelYCm", "a,2,VL,0.1,0.2"]);
        var document = Run();
        var one = Assert.Single(document.Cases);
        Assert.Equal((2, "vastus-lateralis"), (one.Grade, one.Structure));
        Assert.Equal(64 * 0.02, one.TruthAreaCm2!.Value, 12);
        Assert.Equal(48 * 0.02, one.PredictedAreaCm2!.Value, 12);
        Assert.Equal(-25, one.AreaErrorPercent!.Value, 12);
        Assert.Equal(2 * 2, one.Hausdorff95Mm!.Value, 12);
        Assert.Equal([(null, null), ("vastus-lateralis", null), ("vastus-lateralis", 2)],
            document.Groups.Select(group => (group.Structure, group.Grade)));
    }

    [Fact]
    public void Two_scales_that_contradict_each_other_give_no_lengths()
    {
        File.WriteAllBytes(Predicted("a.nii"), Nifti(Square, 0.5f));
        File.WriteAllBytes(True("a.nii"), Nifti(Square, 0.6f));
        var document = Run();
        Assert.Contains("has pixels of 0.05×0.05 cm; expected: 0.06×0.06 cm", Assert.Single(document.Problems), StringComparison.Ordinal);
        Assert.Equal((1, null, null), (document.Cases[0].Dice, document.Cases[0].Hausdorff95Mm, document.Cases[0].TruthAreaCm2));
    }

    [Fact]
    public void Pixels_of_one_millimetre_are_taken_for_unknown()
    {
        File.WriteAllBytes(Predicted("a.nii"), Nifti(Square, 1));
        File.WriteAllBytes(True("a.nii"), Nifti(Square, 1));
        Assert.Null(Assert.Single(Run().Cases).TruthAreaCm2);
    }

    [Fact]
    public void A_path_in_truth_json_is_refused()
    {
        File.WriteAllText(True("truth.json"), """{ "phantoms": [ { "file": "a.dcm", "mask": "../a.png", "areaCm2": 1 } ] }""");
        Directory.CreateDirectory(_folder["predicted"]);
        Assert.Contains("phantoms[0].mask: ../a.png; expected: the name of a file beside truth.json.", Assert.Single(Run().Problems),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_wrong_usage()
    {
        Directory.CreateDirectory(_folder["predicted"]);
        Assert.Equal(ExitCode.Usage,
            await CommandLine.RunAsync(["evaluate", "--predicted", _folder["predicted"], "--truth", _folder["nowhere"]]));
    }

    EvaluationDocument Run(string? label = null)
    {
        Directory.CreateDirectory(_folder["predicted"]);
        Directory.CreateDirectory(_folder["truth"]);
        return Evaluator.Run(MaskFolder.Read(_folder["predicted"], label), MaskFolder.Read(_folder["truth"], label));
    }

    string Predicted(string name) => In("predicted", name);

    string True(string name) => In("truth", name);

    string In(string folder, string name)
    {
        Directory.CreateDirectory(_folder[folder]);
        return Path.Combine(_folder[folder], name);
    }

    static Mask Box(int left, int top, int right, int bottom)
    {
        var mask = new Mask(12, 12);
        for (var y = top; y <= bottom; y++)
            for (var x = left; x <= right; x++) mask[x, y] = true;
        return mask;
    }

    static string LabelMe(string label, int left, int top, int right, int bottom) => $$"""
        { "version": "5.2.1", "shapes": [ { "label": "{{label}}", "shape_type": "polygon",
          "points": [[{{left}}, {{top}}], [{{right}}, {{top}}], [{{right}}, {{bottom}}], [{{left}}, {{bottom}}]] } ],
          "imagePath": "a.png", "imageData": null, "imageWidth": 12, "imageHeight": 12 }
        """;

    // | 0 sizeof_hdr | 40 dim | 70 datatype 2 = uint8 | 72 bitpix | 76 pixdim | 108 vox_offset | 123 units: mm | 344 magic |
    static byte[] Nifti(Mask mask, float mm)
    {
        var bytes = new byte[352 + mask.Pixels.Length];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, 348);
        foreach (var (index, value) in new[] { 2, mask.Width, mask.Height, 1, 1, 1, 1, 1 }.Index())
            BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(40 + 2 * index), (short)value);
        BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(70), 2);
        BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(72), 8);
        for (var i = 1; i < 3; i++) BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(76 + 4 * i), mm);
        BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(108), 352);
        bytes[123] = 2;
        "n+1\0"u8.CopyTo(bytes.AsSpan(344));
        mask.Pixels.CopyTo(bytes, 352);
        return bytes;
    }
}
