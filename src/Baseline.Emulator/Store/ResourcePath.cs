namespace Baseline.Emulator.Store;

/// <summary>
/// A path or resource id, read as leniently as Azure reads it: any case, doubled slashes, a missing leading slash,
/// percent-encoding once or twice. <see cref="Text"/> keeps the spelling, <see cref="Key"/> is for comparing.
/// </summary>
internal sealed class ResourcePath
{
    private readonly string[] _segments;
    private readonly int _providersAt;
    private ResourcePath? _parent;

    private ResourcePath(string[] segments)
    {
        _segments = segments;
        Text = "/" + string.Join('/', segments);
        Key = segments.Length == 0 ? "" : Text.ToLowerInvariant();
        _providersAt = LastProviders(segments);
        Type = TypeOf(segments, _providersAt);
    }

    public static ResourcePath Tenant { get; } = new([]);

    public string Text { get; }

    public string Key { get; }

    /// <summary>Lower-case namespace and types, "microsoft.keyvault/vaults/keys"; of a collection, what it holds.</summary>
    public string Type { get; }

    public string Name => _segments.Length == 0 ? "" : _segments[^1];

    public bool IsTenant => _segments.Length == 0;

    public bool IsCollection => _providersAt < 0
        ? _segments.Length % 2 == 1
        : (_segments.Length - _providersAt) % 2 == 1;

    public string? Subscription => SegmentAfter(0, "subscriptions");

    public string? ResourceGroup => Subscription is null ? null : SegmentAfter(2, "resourceGroups");

    public bool IsSubscription => Subscription is not null && _segments.Length == 2;

    public bool IsResourceGroup => ResourceGroup is not null && _segments.Length == 4;

    public string? ManagementGroup =>
        SegmentAfter(0, "providers") is { } provider && Is(provider, "Microsoft.Management")
            ? SegmentAfter(2, "managementGroups")
            : null;

    public bool IsManagementGroup => ManagementGroup is not null && _segments.Length == 4;

    /// <summary>The namespace as the caller spelled it.</summary>
    public string Namespace => _providersAt < 0 ? "Microsoft.Resources" : _segments[_providersAt + 1];

    /// <summary>The types as the caller spelled them, joined with slashes, without the namespace.</summary>
    public string TypeNames => _providersAt < 0
        ? Type["microsoft.resources/".Length..]
        : string.Join('/', TypeSegments.Where((_, index) => index % 2 == 0));

    /// <summary>What stands before the last namespace: the resource, group, subscription or tenant it lies in.</summary>
    public ResourcePath Scope => _providersAt < 0 ? ParentWithoutProviders() : new(_segments[.._providersAt]);

    /// <summary>The resource or scope that must exist for this one to exist; the tenant's is the tenant.</summary>
    public ResourcePath Parent => _parent ??= FindParent();

    private string[] TypeSegments => _providersAt < 0 ? [] : _segments[(_providersAt + 2)..];

    public static ResourcePath Parse(string text) =>
        new(Decode(text).Split('/', StringSplitOptions.RemoveEmptyEntries));

    public ResourcePath Append(string more) => Parse(Text + "/" + more);

    /// <summary>True where this is <paramref name="scope"/> or lies in it.</summary>
    public bool IsWithin(ResourcePath scope) => IsWithin(scope.Key);

    public bool IsWithin(string scopeKey) =>
        Key.StartsWith(scopeKey, StringComparison.Ordinal)
        && (Key.Length == scopeKey.Length || scopeKey.Length == 0 || Key[scopeKey.Length] == '/');

    public override string ToString() => Text;

    private static string Decode(string text)
    {
        // Clients that encode a resource id into a path, and then the path, arrive here encoded twice.
        for (var pass = 0; pass < 2 && text.Contains('%', StringComparison.Ordinal); pass++)
        {
            text = Uri.UnescapeDataString(text);
        }

        return text;
    }

    private static int LastProviders(string[] segments)
    {
        for (var index = segments.Length - 2; index >= 0; index--)
        {
            if (index % 2 == 0 && Is(segments[index], "providers"))
            {
                return index;
            }
        }

        return -1;
    }

    private static string TypeOf(string[] segments, int providersAt)
    {
        if (providersAt < 0)
        {
            var name = segments.Length switch
            {
                0 => "tenants",
                _ when segments.Length % 2 == 1 => segments[^1],
                _ => segments[^2],
            };
            return "microsoft.resources/" + name.ToLowerInvariant();
        }

        var types = segments.Skip(providersAt + 2).Where((_, index) => index % 2 == 0).ToArray();
        return types switch
        {
            [] => "microsoft.resources/providers",
            ["register"] => "microsoft.resources/providers/register",
            _ => $"{segments[providersAt + 1]}/{string.Join('/', types)}".ToLowerInvariant(),
        };
    }

    private ResourcePath FindParent()
    {
        if (_providersAt < 0)
        {
            return ParentWithoutProviders();
        }

        var drop = IsCollection ? 1 : 2;
        return _segments.Length - _providersAt - 2 <= drop ? Scope : new(_segments[..^drop]);
    }

    private ResourcePath ParentWithoutProviders() =>
        _segments.Length == 0 ? this : new(_segments[..^(_segments.Length % 2 == 1 ? 1 : 2)]);

    private string? SegmentAfter(int index, string expected) =>
        _segments.Length > index + 1 && Is(_segments[index], expected) ? _segments[index + 1] : null;

    private static bool Is(string segment, string expected) =>
        segment.Equals(expected, StringComparison.OrdinalIgnoreCase);
}
