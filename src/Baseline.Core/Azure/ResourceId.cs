using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Baseline.Azure;

/// <summary>
/// The id of something in Azure. Two ids that differ only in letter case, a missing leading slash or doubled slashes
/// are the same resource, because Azure itself returns such spellings (docs/azure.md#spelling-of-ids).
/// </summary>
public sealed class ResourceId : IEquatable<ResourceId>, IComparable<ResourceId>
{
    private const string ProvidersSegment = "/providers/";
    private readonly string _key;
    private string? _type;

    private ResourceId(string text)
    {
        Text = text;
        _key = Lower(text);
    }

    /// <summary>The id as it was spelled, with one leading slash.</summary>
    public string Text { get; }

    /// <summary>The lower-case form: equal for equal ids, and the order in which ids are sorted.</summary>
    public string Key => _key;

    /// <summary>The GUID of the subscription, lower-case; null for management groups and other tenant resources.</summary>
    public string? SubscriptionId => SegmentAfter("/subscriptions/");

    /// <summary>The resource group's name as spelled; null outside resource groups.</summary>
    public string? ResourceGroup
    {
        get
        {
            const string groups = "/resourcegroups/";
            var at = _key.IndexOf(groups, StringComparison.Ordinal);
            return at < 0 ? null : SegmentAt(Text, at + groups.Length);
        }
    }

    /// <summary>The last segment, as spelled.</summary>
    public string Name => Text[(Text.LastIndexOf('/') + 1)..];

    /// <summary>The lower-case type, such as <c>microsoft.keyvault/vaults/keys</c>; of the last provider in the id.</summary>
    public string Type => _type ??= string.Intern(TypeOf(_key));

    /// <summary>
    /// What the resource belongs to: a vault for its key or its diagnostic setting, a resource group for a vault,
    /// a subscription for a resource group. Null for a subscription or a tenant-level resource.
    /// </summary>
    public ResourceId? Parent => ParentLength is var end and > 0 ? new ResourceId(Text[..end]) : null;

    /// <summary>The <see cref="Key"/> of <see cref="Parent"/>; empty where there is none.</summary>
    public ReadOnlySpan<char> ParentKey => _key.AsSpan(0, ParentLength);

    private int ParentLength
    {
        get
        {
            var providers = _key.LastIndexOf(ProvidersSegment, StringComparison.Ordinal);
            var end = _key.LastIndexOf('/', _key.LastIndexOf('/') - 1);
            var slashes = providers < 0 ? 0 : _key.AsSpan(providers + ProvidersSegment.Length).Count('/');
            if (providers >= 0 && slashes <= 2)
            {
                end = providers;
            }
            else if (slashes % 2 == 1)
            {
                // A list belongs to the resource whose children it holds.
                end = _key.LastIndexOf('/');
            }

            return Math.Max(0, end);
        }
    }

    /// <summary>Whether it is the path of a list, which ends with a type and not with a name.</summary>
    public bool IsList
    {
        get
        {
            var at = _key.LastIndexOf(ProvidersSegment, StringComparison.Ordinal);
            return at < 0
                ? _key.AsSpan().Count('/') % 2 == 1
                : _key.AsSpan(at + ProvidersSegment.Length).Count('/') % 2 == 1;
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
        _key.StartsWith(other._key, StringComparison.Ordinal)
        && (_key.Length == other._key.Length || _key[other._key.Length] == '/');

    /// <summary>Whether the type equals <paramref name="type"/>, in any letter case.</summary>
    public bool IsOfType(string type) => Type.Equals(type, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public bool Equals(ResourceId? other) => other is not null && _key == other._key;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ResourceId);

    /// <inheritdoc/>
    public override int GetHashCode() => _key.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public int CompareTo(ResourceId? other) => string.CompareOrdinal(_key, other?._key);

    /// <summary>The id as it was spelled.</summary>
    public override string ToString() => Text;

    /// <summary>Whether two ids name the same resource.</summary>
    public static bool operator ==(ResourceId? left, ResourceId? right) => left?.Equals(right) ?? right is null;

    /// <summary>Whether two ids name different resources.</summary>
    public static bool operator !=(ResourceId? left, ResourceId? right) => !(left == right);

    /// <summary>
    /// The text in lower case, or the text itself where it is that already: ids are made by the hundred thousand, and nearly all are
    /// ASCII.
    /// </summary>
    private static string Lower(string text) =>
        !Ascii.IsValid(text) ? text.ToLowerInvariant()
        : !text.AsSpan().ContainsAnyInRange('A', 'Z') ? text
        : string.Create(text.Length, text, static (lower, given) => Ascii.ToLower(given, lower, out _));

    private static string TypeOf(string key)
    {
        var at = key.LastIndexOf(ProvidersSegment, StringComparison.Ordinal);
        if (at < 0)
        {
            return key.Contains("/resourcegroups/", StringComparison.Ordinal)
                ? "microsoft.resources/resourcegroups"
                : "microsoft.resources/subscriptions";
        }

        // The provider, and every second segment after it: the others are names.
        var path = key.AsSpan(at + ProvidersSegment.Length);
        var type = new StringBuilder(path.Length);
        var index = 0;
        foreach (var range in path.Split('/'))
        {
            if (index == 0 || index % 2 == 1)
            {
                type.Append(index == 0 ? "" : "/").Append(path[range]);
            }

            index++;
        }

        return type.ToString();
    }

    private static string SegmentAt(string path, int start) =>
        path.IndexOf('/', start) is var end && end < 0 ? path[start..] : path[start..end];

    private string? SegmentAfter(string prefix) =>
        _key.StartsWith(prefix, StringComparison.Ordinal) ? SegmentAt(_key, prefix.Length) : null;
}
