using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Baseline.Azure;

/// <summary>
/// The id of something in Azure. Two ids that differ only in letter case, a missing leading slash or doubled slashes
/// are the same resource, because Azure itself returns such spellings (docs/azure.md#spelling-of-ids).
/// </summary>
public sealed class ResourceId : IEquatable<ResourceId>, IComparable<ResourceId>
{
    // Ids are held by the hundred thousand, and nearly all are ASCII: those are lowered where they are compared, and not kept twice.
    private readonly string? _lowered;
    private readonly int _hash;
    private string? _type;

    private ResourceId(string text)
    {
        Text = text;
        _lowered = Ascii.IsValid(text) ? null : text.ToLowerInvariant();
        _hash = Hash(Folded);
    }

    /// <summary>The id as it was spelled, with one leading slash.</summary>
    public string Text { get; }

    /// <summary>The lower-case form: equal for equal ids, and the order in which ids are sorted.</summary>
    public string Key => _lowered ?? Text.ToLowerInvariant();

    /// <summary>The id as it is compared: letters outside ASCII are lower-case, those of ASCII are as they were spelled.</summary>
    internal ReadOnlySpan<char> Folded => _lowered ?? Text;

    /// <summary>The GUID of the subscription, lower-case; null for management groups and other tenant resources.</summary>
    public string? SubscriptionId => SegmentAfter("/subscriptions/");

    /// <summary>The resource group's name as spelled; null outside resource groups.</summary>
    public string? ResourceGroup
    {
        get
        {
            const string groups = "/resourcegroups/";
            var at = Folded.IndexOf(groups, StringComparison.OrdinalIgnoreCase);
            return at < 0 ? null : SegmentAt(Text, at + groups.Length);
        }
    }

    /// <summary>The last segment, as spelled.</summary>
    public string Name => Text[(Text.LastIndexOf('/') + 1)..];

    /// <summary>The lower-case type, such as <c>microsoft.keyvault/vaults/keys</c>; of the last provider in the id.</summary>
    public string Type => _type ??= IdTypes.Of(Folded);

    /// <summary>The <see cref="Type"/> of <see cref="Parent"/>; empty where there is none.</summary>
    public string ParentType => ParentLength is var end and > 0 ? IdTypes.Of(Folded[..end]) : "";

    /// <summary>The <see cref="Type"/> of what a list holds, for the path of a list.</summary>
    public string ItemType => IdTypes.LastProvider(Folded) < 0 ? Child("x").Type : Type;

    /// <summary>
    /// What the resource belongs to: a vault for its key or its diagnostic setting, a resource group for a vault,
    /// a subscription for a resource group. Null for a subscription or a tenant-level resource.
    /// </summary>
    public ResourceId? Parent => ParentLength is var end and > 0 ? new ResourceId(Text[..end]) : null;

    /// <summary>The text of <see cref="Parent"/>, in any letter case; empty where there is none.</summary>
    public ReadOnlySpan<char> ParentText => Folded[..ParentLength];

    private int ParentLength
    {
        get
        {
            var text = Folded;
            var providers = IdTypes.LastProvider(text);
            var end = text[..Math.Max(0, text.LastIndexOf('/'))].LastIndexOf('/');
            var slashes = providers < 0 ? text.Count('/') : text[(providers + IdTypes.ProvidersSegment.Length)..].Count('/');
            if (providers >= 0 && slashes <= 2)
            {
                end = providers;
            }
            else if (slashes % 2 == 1)
            {
                // A list belongs to the resource whose children it holds.
                end = text.LastIndexOf('/');
            }

            return Math.Max(0, end);
        }
    }

    /// <summary>Whether it is the path of a list, which ends with a type and not with a name.</summary>
    public bool IsList
    {
        get
        {
            var at = IdTypes.LastProvider(Folded);
            return Folded[(at < 0 ? 0 : at + IdTypes.ProvidersSegment.Length)..].Count('/') % 2 == 1;
        }
    }

    /// <summary>Reads an id; false for text that is none: empty, or without a subscription, provider or group.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ResourceId? id)
    {
        id = null;
        var path = (text ?? "").AsSpan();
        var first = ReadOnlySpan<char>.Empty;
        var (count, length) = (0, 0);
        foreach (var range in path.Split('/'))
        {
            var segment = path[range];
            if (segment.IsEmpty)
            {
                continue;
            }

            if (segment.IsWhiteSpace())
            {
                return false;
            }

            first = count == 0 ? segment : first;
            count++;
            length += segment.Length + 1;
        }

        var isKnown = count > 1
            && (first.Equals("subscriptions", StringComparison.OrdinalIgnoreCase)
                || first.Equals("providers", StringComparison.OrdinalIgnoreCase));
        if (!isKnown || text is null)
        {
            return false;
        }

        // One slash before each segment and nothing else: the text is the id already.
        var isPlain = text[0] == '/' && length == text.Length;
        id = new ResourceId(isPlain ? text : "/" + string.Join('/', text.Split('/', StringSplitOptions.RemoveEmptyEntries)));
        return true;
    }

    /// <summary>Reads an id that is known to be one.</summary>
    /// <exception cref="FormatException">The text is not an id.</exception>
    public static ResourceId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException($"\"{text}\" is not a resource id.");

    /// <summary>The id of a subscription, from its GUID or its id.</summary>
    public static ResourceId Subscription(string guid) =>
        Parse(guid.StartsWith('/') ? guid : $"/subscriptions/{guid}");

    /// <summary>The id of a management group, from its name or its id.</summary>
    public static ResourceId ManagementGroup(string name) =>
        Parse(name.StartsWith('/') ? name : $"/providers/Microsoft.Management/managementGroups/{name}");

    /// <summary>
    /// Whether a text can be one segment of an id. What Azure or a file gives as a name must be asked so before it becomes part of
    /// an id: with a slash in it, it would name something else.
    /// </summary>
    public static bool IsName([NotNullWhen(true)] string? text) =>
        !string.IsNullOrWhiteSpace(text) && !text.Contains('/', StringComparison.Ordinal) && text is not ("." or "..");

    /// <summary>An id below this one; <paramref name="path"/> starts without a slash, and each segment of it is a name.</summary>
    public ResourceId Child(string path) => new($"{Text}/{path}");

    /// <summary>Whether this id is <paramref name="other"/> or lies beneath it.</summary>
    public bool IsAtOrBelow(ResourceId other) =>
        Text.Length >= other.Text.Length
        && LetterCase.IsSame(Folded[..other.Text.Length], other.Folded)
        && (Text.Length == other.Text.Length || Text[other.Text.Length] == '/');

    /// <summary>Whether both belong to the same <see cref="Parent"/>.</summary>
    public bool IsBeside(ResourceId other) => ParentLength > 0 && LetterCase.IsSame(ParentText, other.ParentText);

    /// <summary>Whether the type equals <paramref name="type"/>, in any letter case.</summary>
    public bool IsOfType(string type) => Type.Equals(type, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public bool Equals(ResourceId? other) => other is not null && _hash == other._hash && LetterCase.IsSame(Folded, other.Folded);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ResourceId);

    /// <inheritdoc/>
    public override int GetHashCode() => _hash;

    /// <inheritdoc/>
    public int CompareTo(ResourceId? other) => other is null ? 1 : LetterCase.Compare(Folded, other.Folded);

    /// <summary>The id as it was spelled.</summary>
    public override string ToString() => Text;

    /// <summary>The hash of an id with this text.</summary>
    internal static int Hash(ReadOnlySpan<char> folded) => string.GetHashCode(folded, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether two ids name the same resource.</summary>
    public static bool operator ==(ResourceId? left, ResourceId? right) => left?.Equals(right) ?? right is null;

    /// <summary>Whether two ids name different resources.</summary>
    public static bool operator !=(ResourceId? left, ResourceId? right) => !(left == right);

    private static string SegmentAt(string path, int start) =>
        path.IndexOf('/', start) is var end && end < 0 ? path[start..] : path[start..end];

    private string? SegmentAfter(string prefix) =>
        Folded.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) ? SegmentAt(Text, prefix.Length).ToLowerInvariant() : null;
}
