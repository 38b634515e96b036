using System.Text.Json;

namespace Baseline.Azure;

/// <summary>What the tool knows of one type of Azure resource that it writes to. Pure.</summary>
public interface IResourceType
{
    /// <summary>The type in Azure's spelling, such as <c>Microsoft.KeyVault/vaults</c>.</summary>
    string Name { get; }

    /// <summary>The api-version of its reads and writes.</summary>
    string ApiVersion { get; }

    /// <summary>
    /// Members, by name, whose texts are words of Azure's own, such as a state: they stay readable in a redacted estate, in whatever
    /// resource they stand. None by default: every other text is replaced there.
    /// </summary>
    IReadOnlyList<string> Words => [];

    /// <summary>
    /// How many reads in a row must show a write: 1, or more where Azure shows new state and loses it again for some
    /// seconds.
    /// </summary>
    int ConfirmingReads => 1;

    /// <summary>The id that is read to see what a write is about.</summary>
    /// <param name="written">The id written to.</param>
    string ReadAt(string written) => written;

    /// <summary>The id, in lower case, of what takes one write at a time.</summary>
    /// <param name="written">The id written to.</param>
    string LockScope(string written) => Azure.LockScope.Of(written);

    /// <summary>
    /// The consent that a write needs, by its name in the document, because Azure can't take it back; null where it needs
    /// none.
    /// </summary>
    string? ConsentFor(ArmWrite write) => null;

    /// <summary>Why the tool never sends such a write, whatever is there, as a sentence; null when it may.</summary>
    string? WhyNeverSent(ArmWrite write);

    /// <summary>Why the tool never sends a write over what is there, as a sentence; null when it may.</summary>
    /// <param name="write">A write that <see cref="WhyNeverSent"/> has nothing against, without references.</param>
    /// <param name="live">The live document; undefined when there is none.</param>
    string? WhyNotOver(ArmWrite write, JsonElement live) => null;

    /// <summary>Whether a write that takes something back must wait for another, because the one rests on the other.</summary>
    /// <param name="write">The write.</param>
    /// <param name="earlier">A write that is sent earlier.</param>
    bool WaitsFor(ArmWrite write, ArmWrite earlier) => false;

    /// <summary>
    /// How a write is taken back: only what the write changed and what still has its value. What others added or changed since
    /// is kept and named.
    /// </summary>
    /// <param name="recorded">The write, which is one that the tool sends.</param>
    /// <param name="live">The live document; undefined when there is none.</param>
    /// <param name="surroundings">The rest of the undo, as far as it is decided.</param>
    UndoStep Undo(RecordedWrite recorded, JsonElement live, UndoSurroundings surroundings);
}
