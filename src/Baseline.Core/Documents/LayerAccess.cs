namespace Baseline.Documents;

/// <summary>What a document may do with a file that it names.</summary>
/// <param name="MayRead">Whether the file may be read at all.</param>
/// <param name="MayShow">Whether messages may repeat what the file says.</param>
/// <param name="Boundary">Where files of the document must lie, in words: "the git work tree of ..."; empty where anywhere.</param>
public sealed record LayerAccess(bool MayRead, bool MayShow, string Boundary)
{
    /// <summary>Everything.</summary>
    public static LayerAccess Full { get; } = new(MayRead: true, MayShow: true, "");
}
