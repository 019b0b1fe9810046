namespace Acsa.Worker.Delivery;

/// <summary>Whether an answer is about all objects of a class rather than about the one that was sent.</summary>
enum ClassRefusedBy
{
    /// <summary>It is not.</summary>
    Nothing,

    /// <summary>The class was not accepted for the association; asking again tells whether it is.</summary>
    Association,

    /// <summary>It was accepted, and its object refused for what it is (0122, A9xx); asking tells nothing.</summary>
    Status,
}
