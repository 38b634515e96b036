using Baseline.Emulator.Gateway;
using Baseline.Emulator.Store;

namespace Baseline.Emulator.Faults;

/// <summary>Keeps what was before a write, of the kinds that Azure is known to show late (docs/azure.md#state-that-shows-late).</summary>
internal sealed class StaleReads(Func<ArmCall, ArmResponse> serve)
{
    // Nothing is shown late forever.
    private const int MostReads = 3;

    private readonly Dictionary<string, Before> _before = new(StringComparer.Ordinal);

    public bool Has(ArmCall call) => call.Method == "GET" && _before.ContainsKey(call.Path.Key);

    /// <summary>The answer as it was before the last write.</summary>
    public ArmResponse Take(ArmCall call)
    {
        var (answer, left) = _before[call.Path.Key];
        if (left == 1)
        {
            _before.Remove(call.Path.Key);
        }
        else
        {
            _before[call.Path.Key] = new Before(answer, left - 1);
        }

        return answer;
    }

    /// <summary>Serves a write, and keeps what reads showed before it where it takes effect.</summary>
    public ArmResponse Around(ArmCall write, Func<ArmResponse> dispatch)
    {
        var before = ShownLate(write)
            .Select(path => KeyValuePair.Create(path.Key, serve(write with { Method = "GET", Path = path })))
            .ToList();
        var answer = dispatch();
        foreach (var (key, shown) in answer.Status < 400 ? before : [])
        {
            _before[key] = new Before(shown, MostReads);
        }

        return answer;
    }

    private static IEnumerable<ResourcePath> ShownLate(ArmCall write) => write.Path.Type switch
    {
        _ when write.IsRead => [],
        "microsoft.insights/diagnosticsettings" =>
            [write.Path, ResourcePath.Parse(write.Path.Text[..write.Path.Text.LastIndexOf('/')])],
        "microsoft.authorization/roleassignments" => [write.Path],
        "microsoft.keyvault/vaults/accesspolicies" => [write.Path.Parent],
        _ => [],
    };

    private sealed record Before(ArmResponse Answer, int Left);
}
