using System.Text;
using Acsa.Dicom.Network;
using Acsa.Dicom.Network.Pdu;

namespace Acsa.Fuzz;

/// <summary>PDUs, all at once and in pieces: both ways must give the same messages. Nothing may be thrown.</summary>
internal sealed class PduTarget : FuzzTarget
{
    private const int Maximum = 16384;

    public override string Name => "pdu";

    public override int Weight => 120;

    public override IEnumerable<byte[]> Seeds() => SeedPdus.Each();

    public override byte[] Mutate(byte[] input, byte[] other, FuzzRandom random) => PduMutator.Mutate(input, other, random);

    public override object? Read(byte[] input) => Transcript(input, input.Length);

    public override bool IsDocumented(Exception error) => false;

    public override void Check(byte[] input, object? result, Exception? error)
    {
        foreach (var piece in (ReadOnlySpan<int>)[1, 7])
        {
            var other = Transcript(input, piece);
            if (other.Text != ((PduTranscript)result!).Text) throw new FindException("in pieces it is read otherwise",
                $"{result} ≠ {other}");
        }
        foreach (var message in ((PduTranscript)result!).Messages) CheckWriting(message);
    }

    private static void CheckWriting(PduMessage message)
    {
        var bytes = PduWriter.Write(message);
        var read = PduParser.Parse(bytes, default, Maximum);
        if (read.Outcome != PduParseOutcome.Message || !PduWriter.Write(read.Message!).AsSpan().SequenceEqual(bytes))
            throw new FindException("what was written is read as something else",
                $"{message.GetType().Name}: {read.Outcome} {read.Failure}");
    }

    private static PduTranscript Transcript(byte[] input, int piece)
    {
        var text = new StringBuilder();
        var messages = new List<PduMessage>();
        var data = new Hash64();
        var (start, available) = (0, 0);
        var cursor = default(PduCursor);
        while (true)
        {
            var result = PduParser.Parse(input.AsMemory(start, available - start), cursor, Maximum);
            if (result.Consumed < 0 || start + result.Consumed > available) throw new FindException("it consumes more than there is");
            (start, cursor) = (start + result.Consumed, result.Cursor);
            switch (result.Outcome)
            {
                case PduParseOutcome.NeedMore:
                    if (available == input.Length) return new PduTranscript(text.Append("more").ToString(), messages);
                    if (result.Needed <= available - start) throw new FindException("it asks for what it has");
                    available = Math.Min(available + piece, input.Length);
                    break;
                case PduParseOutcome.Failure:
                    return new PduTranscript(text.Append(result.Failure.Kind).ToString(), messages);
                case PduParseOutcome.Message:
                    messages.Add(result.Message!);
                    text.Append(result.Message!.GetType().Name).Append(' ');
                    if (result.Message is AssociatePdu associate) text.Append(associate.PresentationContexts.Count).Append(' ');
                    break;
                default:
                    foreach (var b in result.Data.Bytes.Span) data.Add(b);
                    if (!result.Data.EndsValue) break;
                    text.Append(result.Data.ContextId & 3).Append(result.Data.IsCommand).Append(result.Data.IsLastFragment);
                    text.Append(data.Value % 4);
                    break;
            }
        }
    }

    private sealed record PduTranscript(string Text, List<PduMessage> Messages)
    {
        public override string ToString() => Text;
    }
}
