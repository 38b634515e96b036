using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Baseline.Azure;
using Baseline.Controls;
using Baseline.Json;

namespace Baseline.Plans;

/// <summary>Collects drafts, merges those that are the same change, and puts them into the order in which they are applied.</summary>
/// <param name="types">The types that the tool writes to.</param>
public sealed class ChangeSet(ResourceTypes types)
{
    private static readonly JsonSerializerOptions Relaxed = new(BodyJson.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly Comparer<ChangeDraft> ByRankAndKey = Comparer<ChangeDraft>.Create((one, other) =>
        (one.Rank, string.CompareOrdinal(one.Key, other.Key)).CompareTo((other.Rank, 0)));

    // What is asked of each resource, once where several ask for the same, and the one write that does all of it.
    private readonly Dictionary<string, List<Part>> _parts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ChangeDraft> _drafts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<Cause>> _causes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SortedSet<string>> _purposes = new(StringComparer.Ordinal);

    /// <summary>What is written, each resource once.</summary>
    public IReadOnlyCollection<ChangeDraft> Drafts => _drafts.Values;

    /// <summary>
    /// The drafts of proposed changes in their order, where several controls write one resource as the one write that it is.
    /// </summary>
    /// <param name="types">The types that the tool writes to.</param>
    /// <param name="changes">What controls propose.</param>
    public static IReadOnlyList<ChangeDraft> Merged(ResourceTypes types, IEnumerable<ProposedChange> changes)
    {
        var set = new ChangeSet(types);
        set.Add(changes);
        return [.. set.Drafts];
    }

    /// <summary>Adds what a control proposes.</summary>
    public void Add(Evaluation evaluation)
    {
        Add(evaluation.Changes);
        foreach (var (key, purpose) in evaluation.Waits)
        {
            Wait(key, purpose);
        }
    }

    /// <summary>Adds changes, each as <see cref="Add(ProposedChange)"/> does.</summary>
    public void Add(IEnumerable<ProposedChange> changes)
    {
        foreach (var proposed in changes)
        {
            Add(proposed);
        }
    }

    /// <summary>
    /// Adds a change, or one more cause to the same change: what several controls want of one resource is one write.
    /// </summary>
    public void Add(ProposedChange proposed)
    {
        var (draft, cause) = proposed;
        if (!_parts.TryGetValue(draft.Key, out var parts))
        {
            _parts[draft.Key] = parts = [];
        }

        if (parts.Find(part => IsSame(part.Draft, draft)) is { } known)
        {
            known.Causes.Add(cause);
        }
        else
        {
            parts.Add(new Part(draft, [cause]));
            _drafts[draft.Key] = _drafts.TryGetValue(draft.Key, out var first) ? Together(first, draft) : draft;
        }

        if (!_causes.TryGetValue(draft.Key, out var causes))
        {
            _causes[draft.Key] = causes = [];
        }

        causes.Add(cause);
    }

    /// <summary>
    /// Makes a change wait for another that gives it its purpose, whoever asks for either: where that one fails, this one is not
    /// applied. Without effect where one of the two is not planned.
    /// </summary>
    /// <param name="key">The change that waits.</param>
    /// <param name="purpose">The change that it waits for.</param>
    public void Wait(string key, string purpose)
    {
        if (!_purposes.TryGetValue(key, out var purposes))
        {
            _purposes[key] = purposes = new SortedSet<string>(StringComparer.Ordinal);
        }

        purposes.Add(purpose);
    }

    /// <summary>The keys of the changes that wanted causes ask for, and of what those rest on.</summary>
    /// <param name="keeps">Whether a cause is wanted.</param>
    public IReadOnlySet<string> Serving(Func<Cause, bool> keeps) =>
        ChangeChains.Serving(_drafts, _causes, keeps).Keys.ToHashSet(StringComparer.Ordinal);

    /// <summary>
    /// Leaves out what no wanted cause asks for, unless a change that one asks for rests on it. Of a write that does what several ask
    /// for, only what wanted causes ask for is left, unless Azure takes that only together with the rest.
    /// </summary>
    /// <param name="keeps">Whether a cause is wanted.</param>
    /// <param name="says">
    /// Whether what a cause asks for of a resource to which a wanted one writes is a part of that write: shards of one plan write the
    /// same, so that they can be merged.
    /// </param>
    public void Keep(Func<Cause, bool> keeps, Func<Cause, bool> says)
    {
        foreach (var (key, parts) in _parts)
        {
            // What nobody wants stays whole: something that is wanted may rest on it.
            var wanted = parts.Where(part => part.Causes.Any(says)).ToList();
            if (wanted.Count > 0 && !wanted.Exists(part => part.Draft.RestsOnOthers))
            {
                _drafts[key] = wanted.Select(part => part.Draft).Aggregate(Together);
            }
        }

        var serving = ChangeChains.Serving(_drafts, _causes, keeps);
        Take(serving.ContainsKey);
        foreach (var (key, causes) in serving)
        {
            _causes[key] = causes;
        }
    }

    /// <summary>Leaves out all but the first chains of changes, and tells how many changes that leaves out.</summary>
    /// <param name="most">The most changes, 1 or more; the first chain may be longer.</param>
    public int KeepFirst(int most)
    {
        var all = _drafts.Count;
        Take(ChangeChains.First(Ordered(), most).Contains);
        return all - _drafts.Count;
    }

    /// <summary>The changes with their ids: dependencies first, then by rank and resource.</summary>
    /// <param name="letter">What each id begins with, before its number.</param>
    public IReadOnlyList<Change> Assemble(char letter = 'c')
    {
        var ordered = Ordered();
        var ids = ordered.Select((draft, index) => (draft.Key, Id: $"{letter}{index + 1}"))
            .ToDictionary(pair => pair.Key, pair => pair.Id, StringComparer.Ordinal);
        return [.. ordered.Select(draft => Assemble(draft, ids))];
    }

    private void Take(Func<string, bool> isTaken)
    {
        foreach (var key in _drafts.Keys.Where(key => !isTaken(key)).ToList())
        {
            _drafts.Remove(key);
        }
    }

    /// <summary>The one write that does what two drafts of the same key do.</summary>
    private ChangeDraft Together(ChangeDraft first, ChangeDraft second)
    {
        var body = types.TypeOf(first.Type).Together(first.Body, second.Body, first.Live);
        var draft = body is null == first.Body is null ? first
            : body is null ? first with { Action = ChangeAction.Delete, Method = "DELETE" }
            : second;
        return draft with { Body = body, DependsOn = [.. first.DependsOn.Union(second.DependsOn)] };
    }

    // Two of one key are sent by one method, unless one of them deletes: that one has no body.
    private static bool IsSame(ChangeDraft one, ChangeDraft other) =>
        (ReferenceEquals(one.Body, other.Body) || JsonNode.DeepEquals(one.Body, other.Body))
        && one.DependsOn.SequenceEqual(other.DependsOn, StringComparer.Ordinal);

    private ChangeDraft WithPurposes(ChangeDraft draft) =>
        _purposes.TryGetValue(draft.Key, out var purposes)
            ? draft with { DependsOn = [.. draft.DependsOn.Union(purposes.Where(_drafts.ContainsKey))] }
            : draft;

    private List<ChangeDraft> Ordered()
    {
        var drafts = _drafts.Values.Select(WithPurposes).ToList();
        var left = drafts.ToDictionary(draft => draft.Key, draft => draft.DependsOn.Count, StringComparer.Ordinal);
        var dependents = drafts
            .SelectMany(draft => draft.DependsOn, (draft, key) => (Key: key, Draft: draft))
            .ToLookup(pair => pair.Key, pair => pair.Draft, StringComparer.Ordinal);
        var ready = new SortedSet<ChangeDraft>(drafts.Where(draft => draft.DependsOn.Count == 0), ByRankAndKey);
        var ordered = new List<ChangeDraft>(drafts.Count);
        while (ready.Min is { } next)
        {
            ready.Remove(next);
            ordered.Add(next);
            ready.UnionWith(dependents[next.Key].Where(dependent => --left[dependent.Key] == 0));
        }

        return ordered.Count == drafts.Count
            ? ordered
            : throw new InvalidOperationException(
                "Changes wait for each other, or for what is not planned: "
                + $"{string.Join(", ", _drafts.Keys.Except(ordered.Select(draft => draft.Key)))}.");
    }

    private Change Assemble(ChangeDraft draft, Dictionary<string, string> ids)
    {
        var body = draft.Body is null ? default : Element(draft.Body, ids);
        var change = new Change
        {
            Id = ids[draft.Key],
            Action = draft.Action,
            Resource = WithIds(draft.Resource, ids),
            Type = draft.Type,
            ApiVersion = draft.ApiVersion,
            Method = draft.Method,
            Body = body,
            Properties = [],
            DependsOn = [.. draft.DependsOn.Select(key => ids[key])
                .OrderBy(id => int.Parse(id.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture))],
            Because = [.. _causes[draft.Key]
                .OrderBy(cause => cause.Control, StringComparer.Ordinal)
                .ThenBy(cause => cause.Resource, StringComparer.OrdinalIgnoreCase)
                .ThenBy(cause => cause.Account, StringComparer.OrdinalIgnoreCase)],
            Precondition = "",
            Irreversible = draft.Irreversible,
        };
        return change with
        {
            Properties = new ResourceNormalizer(types).Shown(change, draft.Live),
            Precondition = Precondition.Digest(change, draft.Live, types),
        };
    }

    private static JsonElement Element(JsonObject body, Dictionary<string, string> ids)
    {
        var text = body.ToJsonString(Relaxed);
        using var document = JsonDocument.Parse(WithIds(text, ids));
        return document.RootElement.Clone();
    }

    private static string WithIds(string text, Dictionary<string, string> ids)
    {
        if (!text.Contains("${", StringComparison.Ordinal))
        {
            return text;
        }

        foreach (var (key, id) in ids)
        {
            text = text.Replace($"{{{key}#", $"{{{id}.", StringComparison.Ordinal)
                .Replace($"{{guid:{key}#", $"{{guid:{id}.", StringComparison.Ordinal);
        }

        return text;
    }

    /// <summary>What some causes ask of a resource.</summary>
    private sealed record Part(ChangeDraft Draft, HashSet<Cause> Causes);
}
