using System.Text.Json.Nodes;
using Xunit;

namespace Baseline.Emulator.Tests.Replay;

/// <summary>Replays one recorded conversation against an emulator, translating what the emulator generated itself.</summary>
internal sealed class Conversation(World world, IReadOnlyList<Recording> recordings)
{
    private readonly List<(string Recorded, string Emulated)> _translations = [];
    private readonly Dictionary<string, Action<Conversation>> _before = [];
    private string? _nextLink;

    public World World { get; } = world;

    public Conversation Before(string file, Action<Conversation> action)
    {
        _before[file] = action;
        return this;
    }

    /// <summary>Uses <paramref name="emulated"/> wherever later requests have <paramref name="recorded"/>.</summary>
    public void Translate(string? recorded, string? emulated)
    {
        if (!string.IsNullOrEmpty(recorded) && !string.IsNullOrEmpty(emulated) && recorded != emulated)
        {
            _translations.Add((recorded, emulated));
        }
    }

    public void Run()
    {
        var differences = new List<string>();
        foreach (var recording in recordings)
        {
            foreach (var (file, action) in _before)
            {
                if (recording.File.Contains(file, StringComparison.Ordinal))
                {
                    action(this);
                }
            }

            differences.AddRange(Replay(recording));
        }

        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }

    private IEnumerable<string> Replay(Recording recording)
    {
        var target = Translated(recording.Target);
        if (target.Contains("skiptoken", StringComparison.OrdinalIgnoreCase))
        {
            if (_nextLink is null)
            {
                return Unexplained(recording, "+ the emulator has no such page");
            }

            target = _nextLink;
        }

        var body = recording.Sent is null ? null : Translated(recording.Sent.ToJsonString());
        var response = World.Emulator.Handle(ArmRequest.Create(recording.Method, target, body));
        var answered = response.Json();
        _nextLink = (string?)(answered as JsonObject)?["nextLink"];
        Learn(recording, response, answered);
        if (response.Status != recording.Status)
        {
            return Unexplained(recording, $"status {response.Status} for {recording.Status}: {response.Text}");
        }

        var (expected, actual) = response.Status < 300
            ? (Shape.Of(recording.Answered), Shape.Of(answered))
            : (Shape.Of(Code(recording.Answered)), Shape.Of(Code(answered)));
        return expected.Except(actual).Select(line => "- " + line)
            .Concat(actual.Except(expected).Select(line => "+ " + line))
            .SelectMany(line => Unexplained(recording, line));
    }

    private static IEnumerable<string> Unexplained(Recording recording, string line) =>
        KnownDifferences.Explains(recording.File, line) ? [] : [$"{recording.File}: {line}"];

    // Where the code stands tells apart the wrapped and the bare form.
    private static JsonObject Code(JsonNode? body) => body?["error"] is { } inner
        ? new JsonObject { ["error"] = new JsonObject { ["code"] = inner["code"]?.DeepClone() } }
        : new JsonObject { ["code"] = body?["code"]?.DeepClone() };

    private void Learn(Recording recording, ArmResponse response, JsonNode? answered)
    {
        Translate(recording.Location, response.Header("Location"));
        Translate(
            (string?)(recording.Answered as JsonObject)?["identity"]?["principalId"],
            (string?)(answered as JsonObject)?["identity"]?["principalId"]);
        Translate(
            Last((string?)(recording.Answered as JsonObject)?["properties"]?["keyUriWithVersion"]),
            Last((string?)(answered as JsonObject)?["properties"]?["keyUriWithVersion"]));
    }

    private static string? Last(string? uri) => uri?[(uri.LastIndexOf('/') + 1)..];

    private string Translated(string text)
    {
        text = "https://management.azure.com" + text is var absolute && _translations.Any(known => known.Recorded == absolute)
            ? absolute
            : text;
        foreach (var (recorded, emulated) in _translations)
        {
            text = text.Replace(recorded, emulated, StringComparison.Ordinal);
        }

        return text;
    }
}
