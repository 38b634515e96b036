namespace Baseline.Azure;

/// <summary>Finds ids by their text too, so that looking for a parent needs no id of it.</summary>
internal sealed class ResourceIdComparer : IEqualityComparer<ResourceId>, IAlternateEqualityComparer<ReadOnlySpan<char>, ResourceId>
{
    /// <summary>The comparer.</summary>
    public static readonly ResourceIdComparer Instance = new();

    private ResourceIdComparer()
    {
    }

    /// <inheritdoc/>
    public bool Equals(ResourceId? x, ResourceId? y) => x == y;

    /// <inheritdoc/>
    public int GetHashCode(ResourceId obj) => obj.GetHashCode();

    /// <inheritdoc/>
    public bool Equals(ReadOnlySpan<char> alternate, ResourceId other) => LetterCase.IsSame(alternate, other.Folded);

    /// <inheritdoc/>
    public int GetHashCode(ReadOnlySpan<char> alternate) => ResourceId.Hash(alternate);

    /// <inheritdoc/>
    public ResourceId Create(ReadOnlySpan<char> alternate) => ResourceId.Parse(alternate.ToString());
}
